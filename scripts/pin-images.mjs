// Pins the images of the Dockerfile and of both docker-compose.yml by digest, as the registry has them now: `image:tag` becomes `image:tag@sha256:…`, and a
// digest that is there is replaced. Needs Docker with buildx, and a way to the registry.
//   node scripts/pin-images.mjs [DIRECTORY]
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
/** Only images with a tag: a stage of the Dockerfile has none. */
const reference = /^(?<before>FROM |\s+image: )(?<image>[^\s@:]+:[^\s@]+)(?:@sha256:[0-9a-f]{64})?(?<after>[^\n]*)$/gm;
const digests = new Map();

for (const name of ['Dockerfile', 'docker-compose.yml', 'deploy/compose/docker-compose.yml']) {
  const file = path.join(root, name);
  const text = readFileSync(file, 'utf8');
  const pinned = text.replace(reference, (_, before, image, after) => `${before}${image}@${digestOf(image)}${after}`);
  if (pinned !== text) writeFileSync(file, pinned);
}
for (const [image, digest] of digests) console.log(`${image} ${digest}`);

/** Asked once: all stages have the same. */
function digestOf(image) {
  const known = digests.get(image);
  if (known !== undefined) return known;
  const asked = ['buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}'];
  const digest = execFileSync('docker', asked, { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] }).trim();
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`docker tells no digest of ${image}: ${digest}`);
  digests.set(image, digest);
  return digest;
}
