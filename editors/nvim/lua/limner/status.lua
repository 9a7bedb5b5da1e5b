--- What the server says of itself, for the statusline.
local client_of = require("limner.client")
local protocol = require("limner.protocol")

local M = {}

---@type table<integer, limner.Status | false> by client; false where it was asked.
local known = {}

--- The server tells that something is different.
---@param id integer of the client.
---@param status limner.Status
function M.changed(id, status)
  known[id] = status
  vim.schedule(function()
    vim.cmd.redrawstatus({ bang = true })
  end)
end

---@param client vim.lsp.Client
local function ask(client)
  known[client.id] = false
  client:request(protocol.STATUS_REQUEST, vim.empty_dict(), function(_, status)
    if status then
      M.changed(client.id, status)
    end
  end)
end

--- The user's own adapters that are in use; those that came with the model go without saying.
---@param status limner.Status
---@return string
local function own(status)
  local names = {}
  for task, adapter in pairs(status.adapters) do
    if adapter ~= task and not vim.list_contains(names, adapter) then
      table.insert(names, adapter)
    end
  end
  table.sort(names)
  return #names > 0 and " + " .. table.concat(names, ", ") or ""
end

--- What Limner does for a buffer, in a few words.
---@param bufnr integer
---@return string
function M.line(bufnr)
  local client = client_of.of(bufnr)
  if not client then
    return ""
  end
  local status = known[client.id]
  if status == nil then
    ask(client)
  end
  if not status then
    return "limner"
  end
  local doing = status.tasks[1]
  if doing then
    local more = #status.tasks > 1 and (" +%d"):format(#status.tasks - 1) or ""
    return "limner: " .. doing .. more
  end
  if status.error ~= "" then
    return "limner: no engine"
  end
  return status.engine == "none" and "limner" or "limner: " .. status.model .. own(status)
end

return M
