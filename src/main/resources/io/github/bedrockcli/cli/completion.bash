# Completion for bedrock in bash: source <(bedrock completion bash)
# Starts no program and asks nobody: profiles are read from the AWS files, models from what list-models kept.

# What a command takes: sets below, options and place, which is what completes its arguments.
_bedrock_command() {
    below= options= place=none
    case $1 in
@COMMANDS@
    esac
}

# What completes the value of option $2 of command $1: sets kind, to nothing for a flag.
_bedrock_option() {
    case $1:$2 in
@VALUES@
        *) kind= ;;
    esac
}

# Whether a command can ask the model $2, $1 being the sort of models that it asks.
_bedrock_fits() {
    case $1 in
@SORTS@
    esac
}

# The words of the line up to the cursor: what is parted at a character of COMP_WORDBREAKS is one word to the program.
# Sets words, cword, and of the last word head, which has been parted from it, and last.
_bedrock_words() {
    local i piece part rest gap line=${COMP_LINE-}
    local point=${COMP_POINT:-${#line}}
    rest=${line:0:point}
    words=() cword=-1 head=
    for ((i = 0; i <= COMP_CWORD; i++)); do
        piece=${COMP_WORDS[i]-}
        part=${rest#"${rest%%[![:space:]]*}"}
        gap=
        [[ $part != "$rest" ]] && gap=1
        [[ $i -eq $COMP_CWORD && -n $line && ${#part} -lt ${#piece} ]] && piece=$part
        rest=${part#"$piece"}
        if ((i > 0)) && [[ -z $gap ]] && { _bedrock_is_break "$piece" || _bedrock_is_break "${COMP_WORDS[i-1]}"; }; then
            head=${words[cword]}
            words[cword]=$head$piece
        else
            head=
            cword=$((cword + 1))
            words[cword]=$piece
        fi
        last=$piece
    done
    if _bedrock_is_break "$last"; then
        head=$head$last last=
    fi
}

_bedrock_is_break() {
    [[ -n $1 && $1 != *[!@:=]* ]]
}

# Takes those that begin with what is typed.
_bedrock_offer() {
    local each
    for each in "$@"; do
        if [[ $each == "$typed"* ]]; then
            COMPREPLY[${#COMPREPLY[@]}]=$before$each
        fi
    done
}

_bedrock_files() {
    local each
    while IFS= read -r each; do
        [[ -n $each ]] || continue
        # Readline tells a folder by its name, which it does not find behind a sign.
        [[ $before == *@ && -d $each ]] && each=$each/ space=
        COMPREPLY[${#COMPREPLY[@]}]=$before$each
    done <<< "$(compgen -f -- "$typed" 2>/dev/null)"
    files=1
}

# The names of the sections of an AWS file: $1 the file, $2 what comes before a name, $3 a section without.
_bedrock_sections() {
    local line
    [[ -f $1 && -r $1 ]] || return 0
    while IFS= read -r line || [[ -n $line ]]; do
        [[ $line == *'['*']'* ]] || continue
        line=${line#"${line%%[![:space:]]*}"}
        [[ $line == '['* ]] || continue
        line=${line#'['} line=${line%%']'*}
        line=${line#"${line%%[![:space:]]*}"} line=${line%"${line##*[![:space:]]}"}
        if [[ -n $2 && $line != "$3" ]]; then
            [[ $line == "$2"[[:space:]]* ]] || continue
            line=${line#"$2"}
            line=${line#"${line%%[![:space:]]*}"}
        fi
        [[ $line == '"'*'"' ]] && line=${line#'"'} line=${line%'"'}
        [[ -z $line || $line == *[[:cntrl:]]* ]] || _bedrock_offer "$line"
    done < "$1"
}

_bedrock_models() {
    local folder=${HOME-}/.cache file id each where=$region
    [[ ${XDG_CACHE_HOME-} == /* ]] && folder=$XDG_CACHE_HOME
    [[ -n $where ]] || where=${AWS_REGION:-${AWS_DEFAULT_REGION-}}
    [[ -n $where && $where != *[!a-z0-9-]* ]] || where='@REGIONS@'
    local found=
    for each in $where; do
        for file in "$folder/bedrock-cli/models/$each.models" "$folder/bedrock-cli/models/$each.profiles"; do
            [[ -f $file && -r $file ]] || continue
            while IFS= read -r id; do
                [[ -n $id && $id != *[!A-Za-z0-9._:/-]* ]] || continue
                [[ $file == *.models ]] && found=1
                [[ $id == "$typed"* ]] && _bedrock_fits "$1" "$id" && COMPREPLY[${#COMPREPLY[@]}]=$before$id
            done < "$file"
        done
    done
    [[ -z $found ]] || return 0
    for id in @MODELS@; do
        [[ $id == "$typed"* ]] && _bedrock_fits "$1" "$id" && COMPREPLY[${#COMPREPLY[@]}]=$before$id
    done
}

_bedrock_chats() {
    local folder=${HOME-}/.local/state each
    [[ ${XDG_STATE_HOME-} == /* ]] && folder=$XDG_STATE_HOME
    while IFS= read -r each; do
        each=${each##*/} each=${each%.jsonl}
        [[ -n $each && $each != *[!A-Za-z0-9-]* ]] && _bedrock_offer "$each"
    done <<< "$(compgen -G "${folder//[\\\[*?]/?}/bedrock-cli/chats/*.jsonl" 2>/dev/null)"
}

# Offers what completes $typed, $1 being the kind of value and the rest its words.
_bedrock_value() {
    local kind=$1 file
    shift
    case $kind in
        words) _bedrock_offer "$@" ;;
        list)
            if [[ $typed == *,* ]]; then
                before=$before${typed%,*}, typed=${typed##*,}
            fi
            _bedrock_offer "$@"
            space=
            ;;
        file) _bedrock_files ;;
        at)
            if [[ $typed == @* ]]; then
                before=$before@ typed=${typed#@}
                _bedrock_files
            fi
            ;;
        param)
            if [[ $typed == *=@* ]]; then
                before=$before${typed%%=@*}=@ typed=${typed#*=@}
                _bedrock_files
            fi
            ;;
        models)
            _bedrock_models "$1"
            shift
            _bedrock_offer "$@"
            ;;
        profiles)
            file=${AWS_CONFIG_FILE:-${HOME-}/.aws/config}
            _bedrock_sections "${file/#'~/'/${HOME-}/}" profile default
            file=${AWS_SHARED_CREDENTIALS_FILE:-${HOME-}/.aws/credentials}
            _bedrock_sections "${file/#'~/'/${HOME-}/}" '' ''
            ;;
        sessions)
            file=${AWS_CONFIG_FILE:-${HOME-}/.aws/config}
            _bedrock_sections "${file/#'~/'/${HOME-}/}" sso-session ''
            ;;
        regions) _bedrock_offer @REGIONS@ ;;
        chats) _bedrock_chats ;;
    esac
}

# Puts the candidates as readline wants them: without what it leaves standing, and so that no shell takes them for more
# than text.
_bedrock_finish() {
    local i each n=${#COMPREPLY[@]}
    # Bash 3 has no compopt, and quotes no files by itself.
    [[ -n $files ]] && { compopt -o filenames 2>/dev/null || files=; }
    [[ -n $space ]] || compopt -o nospace 2>/dev/null
    for ((i = 0; i < n; i++)); do
        each=${COMPREPLY[i]#"$head"}
        case $quote in
            '"')
                each=${each//\\/\\\\} each=${each//\$/\\\$} each=${each//\`/\\\`} each=${each//\"/\\\"}
                # History is expanded between double quotes, and nothing keeps it from that.
                [[ $each == *'!'* ]] && each=
                ;;
            "'") [[ $each == *"'"* ]] && each= ;;
            *) [[ -n $files || $each != *[!A-Za-z0-9_.,:/@%+=-]* ]] || printf -v each %q "$each" ;;
        esac
        if [[ -n $each ]]; then
            COMPREPLY[i]=$each
        else
            unset "COMPREPLY[$i]"
        fi
    done
    return 0
}

_bedrock() {
    local IFS=$' \t\n' words cword head last quote= files= space=1 before= typed= current
    local command= below= options= place= kind= region= ended= i word breaks=
    COMPREPLY=()
    _bedrock_words
    case $last in
        [\"\']*) quote=${last:0:1} current=$head${last:1} ;;
        *) current=$head$last ;;
    esac
    [[ $quote == "'" ]] || current=${current//\\/}
    if [[ -z $quote ]]; then
        for i in @ : =; do
            [[ ${COMP_WORDBREAKS-} == *"$i"* ]] && breaks=$breaks$i
        done
        head=
        [[ -n $breaks ]] && head=${current%"${current##*[$breaks]}"}
        # A sign parts the word too, but belongs to what readline replaces.
        head=${head%@}
    fi
    _bedrock_command ''
    for ((i = 1; i < cword; i++)); do
        word=${words[i]}
        if [[ -n $ended ]]; then
            continue
        elif [[ $word == -- ]]; then
            ended=1
        elif [[ $word == --*=* ]]; then
            [[ $word == --region=* ]] && region=${word#*=}
        elif [[ $word == -* ]]; then
            _bedrock_option "$command" "$word"
            if [[ -n $kind ]]; then
                i=$((i + 1))
                ((i < cword)) || break
                [[ $word == --region ]] && region=${words[i]}
                kind=
            fi
        elif [[ " $below " == *" $word "* ]]; then
            command=${command:+$command }$word
            _bedrock_command "$command"
        fi
    done
    if [[ -n $kind ]]; then
        typed=$current
        _bedrock_value $kind
    elif [[ -z $ended && $current == --*=* ]]; then
        before=${current%%=*}= typed=${current#*=}
        _bedrock_option "$command" "${current%%=*}"
        [[ -n $kind ]] && _bedrock_value $kind
    elif [[ -z $ended && $current == -* ]]; then
        typed=$current
        _bedrock_offer $options
    else
        typed=$current
        _bedrock_offer $below
        _bedrock_value $place
    fi
    _bedrock_finish
}

complete -F _bedrock bedrock
