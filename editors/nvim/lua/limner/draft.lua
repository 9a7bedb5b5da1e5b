--- A draft: the candidates that the server answered, and which of them the document holds.
local client_of = require("limner.client")
local protocol = require("limner.protocol")

local NAMESPACE = vim.api.nvim_create_namespace("limner.draft")

---@class limner.Draft
---@field client vim.lsp.Client
---@field bufnr integer of the document.
---@field reply limner.DraftReply
---@field index integer of the candidate that is looked at, from 1.
---@field accepted? integer the one that stands in the document.
---@field private mark integer where it was asked for; moves with the text.
---@field private below? integer 1 where the code stands below that line, 0 where in its place.
local Draft = {}
Draft.__index = Draft

--- The last one that came, for `:Limner preview`.
---@type limner.Draft?
local last

---@param place limner.Place where it was asked for.
---@param reply limner.DraftReply
---@return limner.Draft
function Draft.new(place, reply)
  local draft = { client = place.client, bufnr = place.bufnr, reply = reply, index = 1 }
  setmetatable(draft, Draft)
  draft.mark = place:mark(NAMESPACE)
  if #reply.choices > 0 then
    last = draft
  end
  return draft
end

---@return limner.Draft?
function Draft.last()
  return last
end

--- The candidate that is looked at.
---@return limner.Choice
function Draft:choice()
  return self.reply.choices[self.index]
end

--- Look at another candidate.
---@param step integer forwards, or backwards.
function Draft:move(step)
  self.index = (self.index - 1 + step) % #self.reply.choices + 1
end

--- Put the candidate into the document, in place of the one that stands there.
---@param done? fun() called where the document holds it now.
function Draft:accept(done)
  if not vim.api.nvim_buf_is_valid(self.bufnr) then
    return client_of.complain("its document was closed: open it, and ask again")
  end
  local index, _, line = self.index, self:anchor()
  self:tell(index - 1, function()
    self.accepted = index
    local row, now = self:anchor()
    self.below = self.below or (line == now and 1 or 0)
    self:lead(row + self.below)
    if done then
      done()
    end
  end)
end

--- Put back what stood in the document; nothing where nothing was changed.
---@param done fun()
function Draft:discard(done)
  if not self.accepted then
    return done()
  end
  self:tell(vim.NIL, function()
    self.accepted = nil
    done()
  end)
end

---@private
---@param choice integer|vim.NIL
---@param done fun()
function Draft:tell(choice, done)
  local params = { draft = self.reply.draft, choice = choice }
  local sent = self.client:request(protocol.ACCEPT_REQUEST, params, function(err, reply)
    if err then
      client_of.complain(err.message)
    elseif reply.applied then
      done()
    end
  end, self.bufnr)
  if not sent then
    client_of.complain("the server that made it does not run any more")
  end
end

--- Where it was asked for.
---@private
---@return integer row 0-based.
---@return string line
function Draft:anchor()
  local row = vim.api.nvim_buf_get_extmark_by_id(self.bufnr, NAMESPACE, self.mark, {})[1] or 0
  return row, vim.api.nvim_buf_get_lines(self.bufnr, row, row + 1, false)[1] or ""
end

--- Lead the user to the code, or to the new file that it is in.
---@private
---@param row integer 0-based, of the code in the document.
function Draft:lead(row)
  for _, change in ipairs(self.reply.edit and self.reply.edit.documentChanges or {}) do
    if change.kind == "create" then
      vim.cmd.split({ vim.fn.fnameescape(vim.uri_to_fname(change.uri)) })
      return
    end
  end
  local window = vim.fn.bufwinid(self.bufnr)
  if window >= 0 then
    row = math.min(row, vim.api.nvim_buf_line_count(self.bufnr) - 1)
    vim.api.nvim_set_current_win(window)
    vim.api.nvim_win_set_cursor(window, { row + 1, 0 })
    vim.cmd.normal({ "^", bang = true })
  end
end

return Draft
