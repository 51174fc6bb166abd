# lawlint in Kakoune, through kakoune-lsp (the program kak-lsp) 18 or later. The README says where to put this.

# Kakoune has no file type of its own for plain text.
hook -group lawlint global BufCreate .+\.txt %{
    set-option buffer filetype text
}

hook -group lawlint global BufSetOption filetype=(?:markdown|text) %{
    set-option buffer lsp_servers %{
        [lawlint]
        command = "lawlint"
        args = ["server"]
        root_globs = ["lawlint.toml", ".lawlint.toml", ".git"]
        settings_section = "lawlint"

        # Remove the "#" before a line to use it.
        [lawlint.settings.lawlint]
        # asOf = "2022-08-01"     # judge by the law of this day, not of today
        # ignore = ["cite-form"]  # report nothing of these lints

        # kakoune-lsp starts marksman for Markdown where nothing else is set. To keep it, remove the "#" before these
        # lines; without marksman on your computer they keep lawlint from starting, too.
        # [marksman]
        # root_globs = [".marksman.toml"]
        # args = ["server"]
    }
}
