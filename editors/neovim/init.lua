vim.lsp.enable("lawlint")
-- Neovim 0.11 underlines a finding; this also writes the message beside the line.
vim.diagnostic.config({ virtual_text = true })
