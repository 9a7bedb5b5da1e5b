--- What is being done: each task with the one who shows it, its progress, its cancel.
local client_of = require("limner.client")

--- Who shows a task.
---@class limner.Listener
---@field progress fun(self, value: lsp.WorkDoneProgressReport) hears what is being done.
---@field written fun(self, text: string) hears all that has been written so far.
---@field over fun(self, is_done: boolean) hears that it is over: done, or failed or cancelled.

---@class limner.Running
---@field client vim.lsp.Client
---@field bufnr integer of the document.
---@field token string of its progress.
---@field request integer? its id, for a cancel.
---@field listener limner.Listener

local M = {}

---@type table<string, limner.Running>
local tasks = {}
local count = 0
local group = vim.api.nvim_create_augroup("limner.running", {})

---@param token string
---@param is_done boolean
---@return boolean whether it was still running.
local function finish(token, is_done)
  local task = tasks[token]
  tasks[token] = nil
  if task then
    task.listener:over(is_done)
  end
  return task ~= nil
end

--- Ask the server for something, and let it be seen and cancelled meanwhile.
---@param client vim.lsp.Client
---@param bufnr integer
---@param method string
---@param params table of the request; its tokens are put in.
---@param listener limner.Listener
---@param done fun(result: any) called with what the server answers; not where it fails.
---@return string token by which it is cancelled.
function M.start(client, bufnr, method, params, listener, done)
  count = count + 1
  local token = ("limner-%d-%d"):format(vim.uv.os_getpid(), count)
  local tokens = { workDoneToken = token, partialResultToken = token .. "-text" }
  local task = { client = client, bufnr = bufnr, token = token, listener = listener }
  tasks[token] = task
  local sent, request = client:request(
    method,
    vim.tbl_extend("force", params, tokens),
    function(err, result)
      local is_done = not err and result ~= nil
      if not finish(token, is_done) then
        return
      elseif is_done then
        done(result)
      elseif err then
        client_of.complain(err.message)
      end
    end,
    bufnr
  )
  task.request = request
  if not sent then
    finish(token, false)
    client_of.complain("the server does not run any more; see :checkhealth limner")
  end
  return token
end

--- What the server has written so far, for the one who shows it.
---@param token lsp.ProgressToken of partial results.
---@param value limner.Written
function M.written(token, value)
  local task = tasks[tostring(token):gsub("%-text$", "")]
  -- What a small model says of the parts of a page ("[[7]] button") is no code.
  if task and not value.text:find("^%s*%[%[%d+%]%]") then
    task.listener:written(value.text)
  end
end

--- Stop a task: the server, its worker and the engine hear of it at once.
---@param token string
function M.cancel(token)
  local task = tasks[token]
  if task and finish(token, false) and task.request then
    task.client:cancel_request(task.request)
  end
end

--- Stop all that runs, whoever began it.
---@return integer how many tasks were stopped.
function M.cancel_all()
  local stopped = 0
  for token in pairs(tasks) do
    M.cancel(token)
    stopped = stopped + 1
  end
  for _, client in ipairs(client_of.all()) do
    for token in pairs(client.progress.pending) do
      if not tostring(token):find("^limner%-") then
        client:notify("window/workDoneProgress/cancel", { token = token })
        stopped = stopped + 1
      end
    end
  end
  return stopped
end

vim.api.nvim_create_autocmd("LspProgress", {
  group = group,
  callback = function(event)
    local task = tasks[event.data.params.token]
    if task then
      task.listener:progress(event.data.params.value)
    end
  end,
})

vim.api.nvim_create_autocmd("BufWipeout", {
  group = group,
  callback = function(event)
    for token, task in pairs(tasks) do
      if task.bufnr == event.buf then
        M.cancel(token)
      end
    end
  end,
})

vim.api.nvim_create_autocmd("LspDetach", {
  group = group,
  callback = function(event)
    for token, task in pairs(tasks) do
      if task.client.id == event.data.client_id and task.client:is_stopped() then
        finish(token, false)
        client_of.complain("the server has ended; see :checkhealth limner")
      end
    end
  end,
})

return M
