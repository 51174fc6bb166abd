" What the linters for Markdown and for plain text share.

let s:markers = ['lawlint.toml', '.lawlint.toml', '.git']

function! lawlint#Define(filetype) abort
    call ale#Set('lawlint_executable', 'lawlint')
    call ale#Set('lawlint_options', {})
    call ale#linter#Define(a:filetype, {
    \   'name': 'lawlint',
    \   'lsp': 'stdio',
    \   'executable': {buffer -> ale#Var(buffer, 'lawlint_executable')},
    \   'command': '%e server',
    \   'project_root': function('s:Folder'),
    \   'initialization_options': function('s:Options'),
    \})
endfunction

" The nearest folder above the document that holds a marker, or nothing.
function! s:Root(buffer) abort
    for l:folder in ale#path#Upwards(expand('#' . a:buffer . ':p:h'))
        for l:marker in s:markers
            if getftype(l:folder . '/' . l:marker) isnot# ''
                return l:folder
            endif
        endfor
    endfor

    return ''
endfunction

" ALE starts no server without a folder.
function! s:Folder(buffer) abort
    let l:root = s:Root(a:buffer)

    return empty(l:root) ? expand('#' . a:buffer . ':p:h') : l:root
endfunction

function! s:Options(buffer) abort
    " ALE takes the columns of a server for bytes, but has no way to announce it. Without this the server would count in
    " UTF-16, and each place behind a "§" would be wrong.
    let l:options = {'positionEncoding': 'utf-8'}

    if empty(s:Root(a:buffer))
        " Nobody asked to check what lies beside a lone document, which may be a whole home folder.
        let l:options.workspace = v:false
    endif

    return extend(l:options, ale#Var(a:buffer, 'lawlint_options'))
endfunction
