# Types each line of the file $2 and a Tab in a zsh that has a terminal and the script $1, and prints what is offered, a
# candidate a line, and behind "=> " what the line has become.
zmodload zsh/zpty
zpty shell env TERM=dumb zsh -f -i
zpty -w shell "source ${(q)${(%):-%x}:A:h}/inner.zsh ${(qq)1} ${(qq)2} ${(qq)3}"
zpty -r -m shell said '*READY''READY*'
zpty -w -n shell $'\x14'
zpty -r -m shell said '*DONE''DONE*'
zpty -d shell
