#compdef bedrock
# Completion for bedrock in zsh: bedrock completion zsh > a folder of $fpath/_bedrock, or source <(bedrock completion zsh)
# Starts no program and asks nobody: profiles are read from the AWS files, models from what list-models kept.

# Of the array ids, those that a command can ask, $1 being the sort of models that it asks.
_bedrock_fits() {
    case $1 in
@SORTS@
    esac
}

# Adds the names of an AWS file's sections to the array names: $1 the file, $2 what comes before a name, $3 one without.
_bedrock_sections() {
    emulate -L zsh -o extended_glob
    local file=${1/#\~\//$HOME/} line
    [[ -f $file && -r $file ]] || return 0
    for line in "${(@f)$(<$file)}"; do
        [[ $line == [[:space:]]#'['*']'* ]] || continue
        line=${${line#*'['}%%']'*}
        line=${${line##[[:space:]]#}%%[[:space:]]#}
        if [[ -n $2 && $line != "$3" ]]; then
            [[ $line == "$2"[[:space:]]* ]] || continue
            line=${${line#"$2"}##[[:space:]]#}
        fi
        [[ $line == '"'*'"' ]] && line=${${line#'"'}%'"'}
        [[ -z $line || $line == *[[:cntrl:]]* ]] || names+=("$line")
    done
}

_bedrock_models() {
    local folder=$HOME/.cache region file found expl
    local -a ids regions
    [[ $XDG_CACHE_HOME == /* ]] && folder=$XDG_CACHE_HOME
    region=${opt_args[--region]:-${AWS_REGION:-$AWS_DEFAULT_REGION}}
    if [[ -n $region && $region != *[^a-z0-9-]* ]]; then
        regions=($region)
    else
        regions=(@REGIONS@)
    fi
    for region in $regions; do
        for file in $folder/bedrock-cli/models/$region.models $folder/bedrock-cli/models/$region.profiles; do
            [[ -f $file && -r $file ]] || continue
            [[ $file == *.models ]] && found=1
            ids+=("${(@f)$(<$file)}")
        done
    done
    [[ -n $found ]] || ids+=(@MODELS@)
    ids=(${(u)ids:#*[^A-Za-z0-9._:/-]*})
    _bedrock_fits $1
    shift
    ids+=("$@")
    _wanted models expl model compadd -a ids
}

# Offers what completes a value, $1 being its kind and the rest its words.
_bedrock_value() {
    local kind=$1 expl
    local -a names
    shift
    case $kind in
        words) _wanted values expl value compadd -- "$@" ;;
        list) _values -s , value "$@" ;;
        file) _files ;;
        at)
            compset -P @ && _files
            ;;
        param)
            compset -P '*=@' && _files
            ;;
        models) _bedrock_models "$@" ;;
        profiles)
            _bedrock_sections ${AWS_CONFIG_FILE:-$HOME/.aws/config} profile default
            _bedrock_sections ${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials} '' ''
            _wanted profiles expl profile compadd -a names
            ;;
        sessions)
            _bedrock_sections ${AWS_CONFIG_FILE:-$HOME/.aws/config} sso-session ''
            _wanted sessions expl session compadd -a names
            ;;
        regions) _wanted regions expl region compadd -- @REGIONS@ ;;
        chats)
            local folder=$HOME/.local/state
            [[ $XDG_STATE_HOME == /* ]] && folder=$XDG_STATE_HOME
            names=($folder/bedrock-cli/chats/*.jsonl(N:t:r))
            names=(${names:#*[^A-Za-z0-9-]*})
            _wanted chats expl chat compadd -a names
            ;;
    esac
}

@COMMANDS@
# Autoloaded from a folder of fpath, this file is the body of the function; sourced, it has to be made known.
if [[ $funcstack[1] == _bedrock ]]; then
    _bedrock "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _bedrock bedrock
fi
