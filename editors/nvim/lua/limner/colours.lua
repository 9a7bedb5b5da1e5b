--- The highlight groups, linked to those that colour schemes have.
local LINKS = {
  LimnerTitle = "Title",
  LimnerBar = "DiagnosticInfo",
  LimnerBusy = "DiagnosticInfo",
  LimnerGhost = "Comment",
  LimnerHint = "Comment",
  LimnerKey = "Special",
  LimnerProven = "DiagnosticOk",
  LimnerUnproven = "DiagnosticWarn",
  LimnerRefuted = "DiagnosticError",
}

for name, group in pairs(LINKS) do
  vim.api.nvim_set_hl(0, name, { link = group, default = true })
end
