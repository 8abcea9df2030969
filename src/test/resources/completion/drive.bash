# Prints what the script $1 offers for the words that come as lines of standard input, the last being the one at the
# cursor; $2 is the command line as readline has it.
source "$1"
COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=()
while IFS= read -r word; do
    COMP_WORDS[${#COMP_WORDS[@]}]=$word
done
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_bedrock
for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do
    printf '%s\n' "${COMPREPLY[i]}"
done
