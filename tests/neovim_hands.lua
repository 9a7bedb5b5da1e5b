-- The configuration of a user whose plugins take over questions and messages, and keep count.
local wanted = vim.json.decode(vim.env.LIMNER_TEST)

vim.opt.runtimepath:prepend(wanted.plugin)
-- Neovim's own parsers, where it was unpacked beside the system.
vim.opt.runtimepath:append(vim.fs.normalize(vim.env.VIMRUNTIME .. "/../../../lib/nvim"))
vim.o.swapfile = false
vim.o.columns = wanted.columns
vim.o.lines = 40

local hands = {}
_G.hands = hands

--- Begin anew: what was told, asked, opened and done; how questions are answered.
function hands.forget()
  hands.told, hands.asked, hands.opened, hands.progress = {}, {}, {}, {}
  hands.answer, hands.words = "", ""
end
hands.forget()

vim.notify = function(line)
  table.insert(hands.told, line)
end
vim.ui.select = function(items, options, choose)
  local titles = vim.tbl_map(options.format_item or tostring, items)
  table.insert(hands.asked, { prompt = options.prompt, titles = titles })
  for index, title in ipairs(titles) do
    if hands.answer ~= "" and title:find(hands.answer, 1, true) then
      return choose(items[index], index)
    end
  end
  choose(nil)
end
vim.ui.input = function(_, use)
  use(hands.words)
end
vim.ui.open = function(path)
  table.insert(hands.opened, path)
end
vim.api.nvim_create_autocmd("LspProgress", {
  callback = function(event)
    table.insert(hands.progress, event.data.params.value)
  end,
})

vim.lsp.config("limner", { cmd = wanted.command, settings = { limner = wanted.settings } })
if wanted.enabled then
  vim.lsp.enable("limner")
end

--- Press keys; the milliseconds until all that they do at once is done.
function hands.press(keys)
  local start = vim.uv.hrtime()
  vim.api.nvim_feedkeys(vim.keycode(keys), "xt", false)
  return (vim.uv.hrtime() - start) / 1e6
end

--- Text beside the code: what the user sees at the end of lines and below them.
function hands.beside()
  local seen = {}
  local namespace = vim.api.nvim_get_namespaces()["limner.ghost"]
  if not namespace then
    return ""
  end
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
    for _, line in ipairs(vim.list_extend({ mark[4].virt_text or {} }, mark[4].virt_lines or {})) do
      for _, chunk in ipairs(line) do
        table.insert(seen, chunk[1])
      end
      table.insert(seen, "\n")
    end
  end
  return table.concat(seen)
end

--- The message with such words; nil where there is none.
function hands.heard(words)
  return vim.iter(hands.told):find(function(line)
    return line:find(words, 1, true)
  end)
end

--- The window whose buffer has such a name; 0 where there is none.
function hands.window(pattern)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    local name = vim.api.nvim_buf_get_name(vim.api.nvim_win_get_buf(window))
    if name:find(pattern) then
      return window
    end
  end
  return 0
end

--- The text in that window, or "".
function hands.text(pattern)
  local window = hands.window(pattern)
  if window == 0 then
    return ""
  end
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  return table.concat(lines, "\n")
end

--- The text of a floating window, such as a hover; "" where there is none.
function hands.float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      local buffer = vim.api.nvim_win_get_buf(window)
      return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
    end
  end
  return ""
end
