--- Where in a document something is asked for, as the server counts.
---@class limner.Place
---@field client vim.lsp.Client
---@field bufnr integer
---@field range lsp.Range the cursor, or what is selected.
---@field selected boolean whether the user selected it.
local Place = {}
Place.__index = Place

---@param client vim.lsp.Client
---@param bufnr integer
---@param row integer 0-based.
---@param column integer in bytes; the end of the line where it has fewer.
---@return lsp.Position
local function position(client, bufnr, row, column)
  local line = vim.api.nvim_buf_get_lines(bufnr, row, row + 1, false)[1] or ""
  local character = vim.str_utfindex(line, client.offset_encoding, math.min(column, #line), false)
  return { line = row, character = character }
end

---@param client vim.lsp.Client
---@param bufnr integer
---@param first integer[] row and column, 0-based.
---@param last integer[] the same of the end, which is outside.
---@param selected boolean
---@return limner.Place
local function new(client, bufnr, first, last, selected)
  local range = {
    start = position(client, bufnr, first[1], first[2]),
    ["end"] = position(client, bufnr, last[1], last[2]),
  }
  local place = { client = client, bufnr = bufnr, range = range, selected = selected }
  return setmetatable(place, Place)
end

--- Where the cursor is in the current window.
---@param client vim.lsp.Client
---@return limner.Place
function Place.cursor(client)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local bufnr = vim.api.nvim_get_current_buf()
  return new(client, bufnr, { row - 1, column }, { row - 1, column }, false)
end

--- Whole lines, without the end of the last.
---@param client vim.lsp.Client
---@param first integer from 1.
---@param last integer the last of them.
---@return limner.Place
function Place.lines(client, first, last)
  local bufnr = vim.api.nvim_get_current_buf()
  return new(client, bufnr, { first - 1, 0 }, { last - 1, vim.v.maxcol }, true)
end

--- What is selected in Visual mode now.
---@param client vim.lsp.Client
---@return limner.Place
function Place.visual(client)
  local one, other = vim.fn.getpos("v"), vim.fn.getpos(".")
  local first, last = { one[2] - 1, one[3] - 1 }, { other[2] - 1, other[3] - 1 }
  if last[1] < first[1] or (last[1] == first[1] and last[2] < first[2]) then
    first, last = last, first
  end
  local bufnr = vim.api.nvim_get_current_buf()
  if vim.fn.mode() == "V" then
    first[2], last[2] = 0, vim.v.maxcol
  else
    -- The character under the cursor is part of it, however many bytes it has.
    local line = vim.api.nvim_buf_get_lines(bufnr, last[1], last[1] + 1, false)[1] or ""
    last[2] = math.min(last[2], #line)
    last[2] = last[2] + #vim.fn.matchstr(line:sub(last[2] + 1), ".")
  end
  return new(client, bufnr, first, last, true)
end

--- The parameters that say what is meant here.
---@return { uri: string, range: lsp.Range, version: integer }
function Place:params()
  return {
    uri = vim.uri_from_bufnr(self.bufnr),
    range = self.range,
    version = vim.lsp.util.buf_versions[self.bufnr],
  }
end

--- The line that it begins in, 0-based.
---@return integer
function Place:row()
  return self.range.start.line
end

--- Mark the line, for as long as the buffer is there.
---@param namespace integer
---@return integer mark
function Place:mark(namespace)
  local row = math.min(self:row(), vim.api.nvim_buf_line_count(self.bufnr) - 1)
  -- What is put in at its place stands behind it.
  return vim.api.nvim_buf_set_extmark(self.bufnr, namespace, row, 0, { right_gravity = false })
end

--- Ask what the server offers here, of some kinds; the likeliest comes first.
---@param kinds string[]
---@param use fun(actions: lsp.CodeAction[])
function Place:offered(kinds, use)
  local row = self:row()
  local found = vim.tbl_filter(function(diagnostic)
    return diagnostic.lnum <= row and row <= (diagnostic.end_lnum or diagnostic.lnum)
  end, vim.diagnostic.get(self.bufnr))
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(self.bufnr) },
    range = self.range,
    context = {
      diagnostics = vim.lsp.diagnostic.from(found),
      only = kinds,
      triggerKind = vim.lsp.protocol.CodeActionTriggerKind.Invoked,
    },
  }
  self.client:request("textDocument/codeAction", params, function(_, actions)
    use(actions or {})
  end, self.bufnr)
end

return Place
