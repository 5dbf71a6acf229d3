import type { Command } from 'commander';
import { Argument } from 'commander';

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('what completes commands, options and values in your shell')
    .addArgument(
      new Argument('<shell>', 'prints its script; words: prints what may follow').choices([
        'bash',
        'zsh',
        'fish',
        'words',
      ]),
    )
    .argument('[words...]', 'with words, after --: what stands on the line, the last of it perhaps unfinished')
    .addHelpText(
      'after',
      `
Examples:
  eval "$(tunewright completion bash)"                                       # in ~/.bashrc
  eval "$(tunewright completion zsh)"                                        # in ~/.zshrc, after compinit
  tunewright completion fish > ~/.config/fish/completions/tunewright.fish`,
    )
    .action(async (shell: 'bash' | 'zsh' | 'fish' | 'words', words: string[]) => {
      const { complete } = await import('./completion.js');
      await complete(program, shell, words);
    });
}
