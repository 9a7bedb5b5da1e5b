--- Questions to the user, by `vim.ui.select`, which the user's own plugins may replace.
local M = {}

--- Let the user choose a candidate.
---@param draft limner.Draft
---@param done fun() called once it is chosen.
function M.candidate(draft, done)
  local options = {
    prompt = "Candidates:",
    kind = "limner_candidate",
    ---@param choice limner.Choice
    format_item = function(choice)
      return ("%.1f %%  %s: %s"):format(choice.score * 100, choice.proposer, choice.proof.summary)
    end,
  }
  vim.ui.select(draft.reply.choices, options, function(_, index)
    if index then
      draft.index = index
      done()
    end
  end)
end

--- Let the user choose one of the server's code actions; without asking where there is one.
---@param actions lsp.CodeAction[]
---@param done fun(action: lsp.CodeAction)
function M.action(actions, done)
  if #actions == 1 then
    return done(actions[1])
  end
  local options = {
    prompt = "Limner:",
    kind = "limner_action",
    ---@param action lsp.CodeAction
    format_item = function(action)
      return action.title
    end,
  }
  vim.ui.select(actions, options, function(action)
    if action then
      done(action)
    end
  end)
end

return M
