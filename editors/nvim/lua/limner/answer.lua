--- Documents that the server opens: places in the code, and answers, which lead to places.
local M = {}

--- Go to the place that the answer names at the cursor, or next in its line.
local function follow()
  local line, column = vim.api.nvim_get_current_line(), vim.api.nvim_win_get_cursor(0)[2]
  for uri, number, after in line:gmatch("%((file:[^)#]+)#L(%d+)%)()") do
    if after > column then
      vim.cmd.wincmd("p")
      vim.cmd("normal! m'")
      vim.cmd.edit({ vim.fn.fnameescape(vim.uri_to_fname(uri)) })
      vim.fn.cursor(tonumber(number), 1)
      return
    end
  end
end

--- Open a document that the server shows; an answer beside the code that it is about.
---@param err lsp.ResponseError?
---@param params lsp.ShowDocumentParams
---@param context lsp.HandlerContext
function M.document(err, params, context)
  local path = params.uri:match("^file:") and vim.uri_to_fname(params.uri) or ""
  local is_answer = path:find("[/\\]limner[/\\]") and path:find("[/\\]answers[/\\]")
  if not is_answer then
    return vim.lsp.handlers["window/showDocument"](err, params, context)
  end
  local bufnr = vim.fn.bufadd(path)
  if vim.fn.bufwinid(bufnr) < 0 then
    vim.cmd("botright split")
  end
  local shown = vim.lsp.handlers["window/showDocument"](err, params, context)
  vim.keymap.set("n", "<CR>", follow, { buffer = bufnr, desc = "Go to the place" })
  return shown
end

return M
