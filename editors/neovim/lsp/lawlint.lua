-- lawlint for Neovim 0.11 and later. Copy this file to ~/.config/nvim/lsp/lawlint.lua, and add the lines of
-- init.lua, which lies beside this folder, to ~/.config/nvim/init.lua.

-- Remove the "--" before a line to use it.
local options = {
  -- asOf = "2022-08-01", -- judge by the law of this day, not of today
  -- ignore = { "cite-form" }, -- report nothing of these lints
}

return {
  cmd = { "lawlint", "server" },
  filetypes = { "markdown", "text" },
  root_markers = { "lawlint.toml", ".lawlint.toml", ".git" },
  init_options = options,
  settings = { lawlint = options },
}
