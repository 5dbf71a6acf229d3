/** What a shell runs for completions: it asks the command itself, so that they are those of the version that is installed. */
export const scripts = {
  bash: `_tunewright() {
  local IFS=$'\\n' line=$COMP_LINE words=() last=0 i part blanks
  # Bash parts words at colons, @ and = too: what no blank stands before belongs to the word before it.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    part=\${COMP_WORDS[i]}
    blanks=\${line%%[^[:blank:]]*}
    line=\${line:\${#blanks}}
    if ((i > 0)) && [[ -z $blanks ]]; then words[last]+=$part; else last=\${#words[@]} words+=("$part"); fi
    line=\${line:\${#part}}
  done
  COMPREPLY=($(tunewright completion words -- "\${words[@]:1}" 2>/dev/null))
  # And it puts what is offered in the place of the last part.
  local whole=\${words[last]}
  case $part in
    [:=@]) COMPREPLY=("\${COMPREPLY[@]#"$whole"}") ;;
    *) COMPREPLY=("\${COMPREPLY[@]#"\${whole%"$part"}"}") ;;
  esac
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
