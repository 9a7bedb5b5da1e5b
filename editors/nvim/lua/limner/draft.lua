--- A draft: the candidates that the server answered, and which of them the document holds.
local client_of = require("limner.client")
local protocol = require("limner.protocol")

---@class limner.Draft
---@field client vim.lsp.Client
---@field bufnr integer of the document.
---@field reply limner.DraftReply
---@field index integer of the candidate that is looked at, from 1.
---@field accepted? integer the one that stands in the document.
local Draft = {}
Draft.__index = Draft

--- The last one that came, for `:Limner preview`.
---@type limner.Draft?
local last

---@param client vim.lsp.Client
---@param bufnr integer
---@param reply limner.DraftReply
---@return limner.Draft
function Draft.new(client, bufnr, reply)
  local draft = setmetatable({ client = client, bufnr = bufnr, reply = reply, index = 1 }, Draft)
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
  local index = self.index
  self:tell(index - 1, function()
    self.accepted = index
    self:lead()
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

--- Lead the user to the code: its first line, or the new file that it is in.
---@private
function Draft:lead()
  for _, change in ipairs(self.reply.edit and self.reply.edit.documentChanges or {}) do
    if change.kind == "create" then
      vim.cmd.split({ vim.fn.fnameescape(vim.uri_to_fname(change.uri)) })
      return
    end
  end
  local window = vim.fn.bufwinid(self.bufnr)
  if window < 0 then
    return
  end
  vim.api.nvim_set_current_win(window)
  local params = { uri = self.reply.uri }
  self.client:request(protocol.DRAWN_REQUEST, params, function(_, drawn)
    for _, part in ipairs(drawn and drawn.parts or {}) do
      if part.draft == self.reply.draft and vim.api.nvim_win_is_valid(window) then
        vim.api.nvim_win_set_cursor(window, { part.range.start.line + 1, 0 })
        return
      end
    end
  end, self.bufnr)
end

return Draft
