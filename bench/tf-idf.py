"""What a model without an encoder scores: TF-IDF of words and pairs of words, or of characters, and logistic regression.

    python3 bench/tf-idf.py DIR...

of directories that bench/first-mile.mjs --keep has left; needs scikit-learn and pandas. Prints one JSON line for each: the better C of 1 and 10
is chosen on a tenth of the training rows, and the score is that of test/data.csv.
"""
import json
import os
import sys

import pandas
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline

FEATURES = {
    "words": dict(ngram_range=(1, 2), sublinear_tf=True),
    "characters": dict(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True),
}


def rows_of(path):
    frame = pandas.read_csv(path, header=None, keep_default_na=False)
    return frame[1].astype(str), frame[0].astype(int)


def model(features, c):
    return make_pipeline(TfidfVectorizer(**FEATURES[features]), LogisticRegression(C=c, max_iter=2000))


def score(directory, features):
    texts, labels = rows_of(os.path.join(directory, "data.csv"))
    held_texts, held_labels = rows_of(os.path.join(directory, "test", "data.csv"))
    fit_texts, pick_texts, fit_labels, pick_labels = train_test_split(texts, labels, test_size=0.1, random_state=1)
    picks = {c: model(features, c).fit(fit_texts, fit_labels).score(pick_texts, pick_labels) for c in (1, 10)}
    best = max(picks, key=picks.get)
    predicted = model(features, best).fit(texts, labels).predict(held_texts)
    return {
        "accuracy": round(accuracy_score(held_labels, predicted), 4),
        "macroF1": round(f1_score(held_labels, predicted, average="macro"), 4),
        "C": best,
    }


for directory in sys.argv[1:]:
    print(json.dumps({"set": os.path.basename(directory), **{name: score(directory, name) for name in FEATURES}}), flush=True)
