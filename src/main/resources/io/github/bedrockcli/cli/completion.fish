# Completion for bedrock in fish: bedrock completion fish > ~/.config/fish/completions/bedrock.fish
# Starts no program and asks nobody: profiles are read from the AWS files, models from what list-models kept.

# The commands below one, with what they do.
function __bedrock_below
    switch "$argv[1]"
@BELOW@
    end
end

# What completes a command's arguments.
function __bedrock_place
    switch "$argv[1]"
@PLACES@
    end
end

# A command's options, with what they are for.
function __bedrock_options
    switch "$argv[1]"
@OPTIONS@
    end
end

# What completes the value of option $argv[2] of command $argv[1]; nothing for a flag.
function __bedrock_option
    switch "$argv[1]:$argv[2]"
@VALUES@
    end
end

# Of the ids behind it, those that a command can ask, $argv[1] being the sort of models that it asks.
function __bedrock_fits
    switch $argv[1]
@SORTS@
        case '*'
            string match '*' -- $argv[2..-1]
    end
end

# The sections of an AWS file that match $argv[2], by the one group of that pattern.
function __bedrock_sections
    set -l file (string replace -r '^~/' "$HOME/" -- $argv[1])
    test -f "$file" -a -r "$file"; or return
    string replace -r -f '^\s*\[\s*(.*?)\s*\].*$' '$1' <$file | string replace -r -f $argv[2] '$1' |
        string replace -r '^"(.+)"$' '$1' | string match -r '^[^[:cntrl:]]+$'
end

# $argv[1] is the sort of models, $argv[2] the region of the command line.
function __bedrock_models
    set -l folder $HOME/.cache
    string match -q '/*' -- "$XDG_CACHE_HOME"; and set folder $XDG_CACHE_HOME
    set -l regions $argv[2] $AWS_REGION $AWS_DEFAULT_REGION
    set regions (string match -r '^[a-z0-9-]+$' -- $regions)[1]
    test -n "$regions"; or set regions @REGIONS@
    set -l found
    for region in $regions
        for file in $folder/bedrock-cli/models/$region.models $folder/bedrock-cli/models/$region.profiles
            test -f $file -a -r $file; or continue
            string match -q '*.models' -- $file; and set found 1
            __bedrock_fits $argv[1] (string match -r '^[A-Za-z0-9._:/-]+$' <$file)
        end
    end
    test -n "$found"; or __bedrock_fits $argv[1] @MODELS@
end

function __bedrock_chats
    set -l folder $HOME/.local/state
    string match -q '/*' -- "$XDG_STATE_HOME"; and set folder $XDG_STATE_HOME
    set -l files $folder/bedrock-cli/chats/*.jsonl
    string replace -r -f '^.*/([A-Za-z0-9-]+)\.jsonl$' '$1' -- $files
end

# What completes $argv[1], $argv[2] being the region of the command line, $argv[3] the kind of value, the rest its words.
function __bedrock_value
    set -l config $HOME/.aws/config
    test -n "$AWS_CONFIG_FILE"; and set config $AWS_CONFIG_FILE
    set -l credentials $HOME/.aws/credentials
    test -n "$AWS_SHARED_CREDENTIALS_FILE"; and set credentials $AWS_SHARED_CREDENTIALS_FILE
    switch $argv[3]
        case words
            string match '*' -- $argv[4..-1]
        case list
            string replace -r '^' (string replace -r '[^,]*$' '' -- $argv[1]) -- $argv[4..-1]
        case file
            __fish_complete_path $argv[1]
        case at
            string match -q '@*' -- $argv[1]
            and __fish_complete_path (string sub -s 2 -- $argv[1]) | while read -l each
                echo @$each
            end
        case param
            set -l parts (string split -m 1 '=@' -- $argv[1])
            test (count $parts) -eq 2
            and __fish_complete_path $parts[2] | while read -l each
                echo $parts[1]=@$each
            end
        case models
            __bedrock_models $argv[4] $argv[2]
            string match '*' -- $argv[5..-1]
        case profiles
            __bedrock_sections $config '^(?:profile\s+)?((?<=\s).+|default)$'
            __bedrock_sections $credentials '^(.+)$'
        case sessions
            __bedrock_sections $config '^sso-session\s+(.+)$'
        case regions
            string match '*' @REGIONS@
        case chats
            __bedrock_chats
    end
end

function __bedrock_complete
    set -l tokens (commandline -opc)
    while string match -q -r '^[A-Za-z_][A-Za-z0-9_]*=' -- "$tokens[1]"
        set -e tokens[1]
    end
    set -e tokens[1]
    set -l current (commandline -ct)
    set -l command ''
    set -l region
    set -l kind
    set -l ended
    set -l waiting
    for token in $tokens
        if test -n "$waiting"
            test "$waiting" = --region; and set region $token
            set waiting
            continue
        end
        test -n "$ended"; and continue
        switch "$token"
            case --
                set ended 1
            case '--*=*'
                string match -q -- '--region=*' $token; and set region (string sub -s 10 -- $token)
            case '-*'
                set kind (__bedrock_option "$command" $token)
                test -n "$kind"; and set waiting $token
            case '*'
                if __bedrock_below "$command" | string match -q -- (string escape -- "$token")\t'*'
                    set command (string trim -- "$command $token")
                end
        end
    end
    if test -n "$waiting"
        __bedrock_value "$current" "$region" (string split ' ' -- $kind)
    else if test -z "$ended"; and string match -q -- '--*=*' "$current"
        set -l parts (string split -m 1 = -- $current)
        set kind (__bedrock_option "$command" $parts[1])
        test -n "$kind"
        and __bedrock_value "$parts[2]" "$region" (string split ' ' -- $kind) | while read -l each
            echo $parts[1]=$each
        end
    else if test -z "$ended"; and string match -q -- '-*' "$current"
        __bedrock_options "$command"
    else
        __bedrock_below "$command"
        set kind (__bedrock_place "$command")
        test -n "$kind"; and __bedrock_value "$current" "$region" (string split ' ' -- $kind)
    end
end

complete -c bedrock -e
complete -c bedrock -f -a '(__bedrock_complete)'
