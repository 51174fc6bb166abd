-- lawlint for Neovim 0.7 to 0.10. Copy this file to ~/.config/nvim/plugin/lawlint.lua; that is all.

-- Remove the "--" before a line to use it.
local options = {
  -- asOf = "2022-08-01", -- judge by the law of this day, not of today
  -- ignore = { "cite-form" }, -- report nothing of these lints
}

local markers = { "lawlint.toml", ".lawlint.toml", ".git" }

-- vim.fs.root would do this, but Neovim 0.7 to 0.9 do not have it.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  while true do
    for _, marker in ipairs(markers) do
      if vim.loop.fs_stat(folder .. "/" .. marker) then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ":h")
    if parent == folder then
      return nil
    end
    folder = parent
  end
end

local clients = {}

-- Neovim 0.7 has no vim.lsp.start, which gives all documents of a folder one server.
local function start(config, buffer)
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local folder = config.root_dir or ""
  local id = clients[folder]
  if not id or vim.lsp.client_is_stopped(id) then
    id = vim.lsp.start_client(config)
    clients[folder] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

local function add_keys(buffer)
  local function key(keys, action, description)
    vim.keymap.set("n", keys, action, { buffer = buffer, desc = description })
  end
  key("K", vim.lsp.buf.hover, "What the law says of the section here")
  key("gra", vim.lsp.buf.code_action, "What can be done about the finding here")
  key("gl", vim.diagnostic.open_float, "The findings of this line")
  key("]d", vim.diagnostic.goto_next, "The next finding")
  key("[d", vim.diagnostic.goto_prev, "The finding before")
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "markdown", "text" },
  callback = function(event)
    local buffer = event.buf
    -- Help, previews and the like are no documents of the user.
    if vim.bo[buffer].buftype ~= "" then
      return
    end
    start({
      name = "lawlint",
      cmd = { "lawlint", "server" },
      root_dir = root_of(vim.api.nvim_buf_get_name(buffer)),
      init_options = options,
      settings = { lawlint = options },
    }, buffer)
    add_keys(buffer)
  end,
})
