# What drive.zsh has its terminal do: $1 the script, $2 the lines, $3 the file for what comes of them.
unsetopt prompt_cr prompt_sp
autoload -Uz compinit && compinit -u -D
source $1
typed=("${(@f)$(<$2)}")
into=$3
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a these
    builtin compadd -A these "$@"
    captured+=("${these[@]}")
    builtin compadd "$@"
}
type-all() {
    local line
    for line in "${typed[@]}"; do
        BUFFER=$line CURSOR=$#line
        captured=()
        zle complete-word
        print -rl -- "${captured[@]}" "=> $BUFFER" >> $into
    done
    BUFFER=
    print DONE''DONE
}
zle -N type-all
bindkey '^T' type-all
print READY''READY
