/** What a shell runs for completions: it asks the command itself, so that they are those of the version that is installed. */
export const scripts = {
  bash: `_tunewright() {
  local IFS=$'\\n'
  # A colon parts words in bash, and not here.
  local words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=($(tunewright completion words -- "\${words[@]}" 2>/dev/null))
}
complete -o default -F _tunewright tunewright`,
  zsh: `_tunewright() {
  local -a found
  found=("\${(@f)$(tunewright completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
compdef _tunewright tunewright`,
  fish: `function __tunewright
  set -l words (commandline -opc) (commandline -ct)
  tunewright completion words -- $words[2..-1] 2>/dev/null
end
complete -c tunewright -a '(__tunewright)'`,
} as const;
