--- The language client of a buffer, started where `vim.lsp.enable` has not done so.
local M = {}

local NAME = "limner"

--- Tell the user what went wrong, in one line.
---@param message string
function M.complain(message)
  vim.notify("Limner: " .. message, vim.log.levels.ERROR)
end

--- Every client of ours that runs.
---@return vim.lsp.Client[]
function M.all()
  return vim.lsp.get_clients({ name = NAME })
end

--- The client of a buffer, where it has one.
---@param bufnr integer
---@return vim.lsp.Client?
function M.of(bufnr)
  return vim.lsp.get_clients({ name = NAME, bufnr = bufnr })[1]
end

--- Call `use` with the client of a buffer, once it is there; complain where it cannot be.
---@param bufnr integer
---@param use fun(client: vim.lsp.Client)
function M.with(bufnr, use)
  local client = M.of(bufnr)
  if client then
    return use(client)
  end
  local config = vim.lsp.config[NAME]
  local missing = M.missing(config)
  if missing then
    return M.complain(missing)
  end
  if vim.bo[bufnr].buftype ~= "" then
    return M.complain("this window shows no file: go to one that does")
  elseif vim.api.nvim_buf_get_name(bufnr) == "" then
    return M.complain("this buffer has no file yet: give it one, such as :edit page.html")
  end
  vim.api.nvim_echo({ { "Limner: starting …" } }, false, {})
  M.root(bufnr, config, function(root)
    local found = vim.tbl_extend("force", config, { root_dir = root, name = NAME })
    local id ---@type integer?
    vim.api.nvim_create_autocmd("LspAttach", {
      buffer = bufnr,
      callback = function(event)
        local attached = vim.lsp.get_client_by_id(event.data.client_id)
        if not attached or attached.name ~= NAME or (id and attached.id ~= id) then
          return
        end
        vim.schedule(function()
          use(attached)
        end)
        return true
      end,
    })
    id = vim.lsp.start(found, { bufnr = bufnr, reuse_client = config.reuse_client })
  end)
end

--- Why the server cannot be started, and what helps; nil where it can.
---@param config vim.lsp.Config
---@return string?
function M.missing(config)
  local cmd = config.cmd
  if type(cmd) ~= "table" or vim.fn.executable(cmd[1]) == 1 then
    return nil
  end
  return ("%s is not found: install Limner, or name it: "):format(cmd[1])
    .. 'vim.lsp.config("limner", { cmd = { "/path/to/limner", "lsp" } })'
end

--- The folder that a buffer belongs to, as the configuration says.
---@param bufnr integer
---@param config vim.lsp.Config
---@param use fun(root: string?)
function M.root(bufnr, config, use)
  if type(config.root_dir) == "function" then
    config.root_dir(bufnr, use)
  elseif type(config.root_dir) == "string" then
    use(config.root_dir --[[@as string]])
  else
    use(vim.fs.root(bufnr, config.root_markers or {}))
  end
end

return M
