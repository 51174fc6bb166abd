-- Does in Neovim what a user does, by the keys that the README names. The exit code tells whether all was well.

local MESSAGE = "§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B"
local FIX = "Replace with “class A felony”"

local function fail(what)
  io.stdout:write("failed: " .. what .. "\n")
  io.stdout:write("  buffer: " .. vim.inspect(vim.api.nvim_buf_get_lines(0, 0, -1, false)) .. "\n")
  io.stdout:write("  diagnostics: " .. vim.inspect(vim.diagnostic.get(0)) .. "\n")
  io.stdout:write("  messages: " .. vim.fn.execute("messages") .. "\n")
  vim.cmd("cquit 1")
end

local function ok(what)
  io.stdout:write("ok: " .. what .. "\n")
end

local function wait(what, condition)
  if not vim.wait(30000, condition, 50) then
    fail("waited for " .. what)
  end
end

local function equal(what, is, wanted)
  if not vim.deep_equal(is, wanted) then
    fail(what .. " is " .. vim.inspect(is) .. ", not " .. vim.inspect(wanted))
  end
end

local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "mx", false)
end

local function line(row)
  return vim.api.nvim_buf_get_lines(0, row, row + 1, false)[1]
end

-- Neovim tells columns in bytes, whatever the server counts in.
local function marked(diagnostic)
  return line(diagnostic.lnum):sub(diagnostic.col + 1, diagnostic.end_col)
end

local function finding(row, column, message, words)
  wait("the finding in line " .. row + 1, function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].lnum == row and found[1].col == column
  end)
  local found = vim.diagnostic.get(0)[1]
  equal("the message", found.message, message)
  equal("what is marked", marked(found), words)
  equal("the end", { found.end_lnum, found.end_col }, { row, column + #words })
  equal("the severity", found.severity, vim.diagnostic.severity.ERROR)
  equal("the source", found.source, "lawlint")
  return found
end

local function no_findings()
  wait("the finding to go", function()
    return #vim.diagnostic.get(0) == 0
  end)
end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return window
    end
  end
end

local function float_says(what, text)
  wait(what, function()
    local window = float()
    local lines = window and vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
    return lines and table.concat(lines, "\n"):find(text, 1, true)
  end)
  vim.api.nvim_win_close(float(), true)
end

-- Stands in for the list from which the user picks by number.
vim.ui.select = function(items, options, choose)
  local offered = {}
  for _, item in ipairs(items) do
    local title = options.format_item(item)
    table.insert(offered, title)
    if title:find(FIX, 1, true) then
      return choose(item)
    end
  end
  fail("the fix is not offered, only " .. vim.inspect(offered))
end

local function mend(row, column, wanted)
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
  press("gra")
  wait("the fix in line " .. row + 1, function()
    return line(row) == wanted
  end)
  no_findings()
end

local function client()
  local list = vim.lsp.get_clients and vim.lsp.get_clients() or vim.lsp.get_active_clients()
  equal("the number of servers", #list, 1)
  return list[1]
end

local function as_of()
  finding(2, 54, "§ 53a-192a is a class B felony since 2006-07-01 (P.A. 06-43), not class A", "class A felony")
  ok("asOf in the configuration is obeyed")
end

local function brochure(encoding)
  finding(2, 54, MESSAGE, "class B felony")
  ok("the finding: its message and its place")
  equal("what positions count", client().offset_encoding, encoding)
  ok("positions count in " .. encoding)

  vim.api.nvim_win_set_cursor(0, { 3, 18 })
  press("K")
  float_says("what K shows", "Trafficking in persons")
  ok("K shows the section")

  local keys = vim.fn.maparg("gl", "n") ~= "" and "gl" or "<C-w>d"
  press(keys)
  float_says("what " .. keys .. " shows", MESSAGE)
  ok(keys .. " shows the whole message")

  for keys, from in pairs({ ["]d"] = 1, ["[d"] = 7 }) do
    vim.api.nvim_win_set_cursor(0, { from, 0 })
    press(keys)
    wait("what " .. keys .. " finds", function()
      return vim.deep_equal(vim.api.nvim_win_get_cursor(0), { 3, 54 })
    end)
  end
  ok("]d and [d go to the finding")

  mend(2, 60, "Under C.G.S. § 53a-192a, trafficking in persons is a class A felony.")
  ok("gra mends the figure, and the finding is gone")

  press("Go<CR>🕊 Under C.G.S. § 53a-192a, trafficking in persons is a class B felony. 🕊<Esc>")
  local row = vim.api.nvim_buf_line_count(0) - 1
  finding(row, #"🕊 Under C.G.S. § 53a-192a, trafficking in persons is a ", MESSAGE, "class B felony")
  press("0a🕊 Note:<Esc>")
  finding(row, #"🕊🕊 Note: Under C.G.S. § 53a-192a, trafficking in persons is a ", MESSAGE, "class B felony")
  mend(row, 80, "🕊🕊 Note: Under C.G.S. § 53a-192a, trafficking in persons is a class A felony. 🕊")
  ok("typing and mending behind emoji leaves the right text")

  vim.cmd("silent write")
end

if vim.env.AS_OF then
  as_of()
else
  brochure(vim.env.ENCODING)
end
vim.cmd("qall!")
