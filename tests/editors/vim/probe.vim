" Writes what is in Vim, ten times a second, where the test can read it. The keys come from outside.

function! s:Found(finding) abort
    let l:line = getline(a:finding.lnum)
    let l:words = strpart(l:line, a:finding.col - 1, a:finding.end_col - a:finding.col + 1)

    return join([
    \   a:finding.linter_name,
    \   a:finding.type,
    \   a:finding.lnum . ':' . a:finding.col . '-' . a:finding.end_lnum . ':' . a:finding.end_col,
    \   l:words,
    \   a:finding.text,
    \], '|')
endfunction

function! s:Write(timer) abort
    let l:found = map(copy(ale#engine#GetLoclist(s:document)), {_, finding -> s:Found(finding)})

    for [l:name, l:lines] in [['found', l:found], ['text', getbufline(s:document, 1, '$')]]
        call writefile(l:lines, $PROBE . '/' . l:name . '.new')
        call rename($PROBE . '/' . l:name . '.new', $PROBE . '/' . l:name)
    endfor
endfunction

let s:document = bufnr('')
call timer_start(100, function('s:Write'), {'repeat': -1})
