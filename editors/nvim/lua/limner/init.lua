--- Limner for Neovim: what mappings and statuslines call. `:help limner` tells the rest.
local M = {}

--- Paste the picture on the clipboard as code: below the cursor, or in place of the selection.
function M.paste()
  require("limner.tasks").paste()
end

--- What Limner is doing for the current buffer, for a statusline; empty where it is not at work.
---@return string
function M.statusline()
  return require("limner.status").line(vim.api.nvim_get_current_buf())
end

return M
