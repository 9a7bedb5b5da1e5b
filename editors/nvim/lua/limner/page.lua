--- The text of a preview: what was measured, the keys, and the code.
local M = {}

local BAR = 20
local MARGIN = "  "
local PROVEN =
  { proven = "LimnerProven", unproven = "LimnerUnproven", refuted = "LimnerRefuted" }

--- What a preview shows.
---@class limner.Page
---@field title string
---@field percentage? integer of the work, while it is done.
---@field message? string what is being done.
---@field code string what has been written so far, or the candidate.
---@field draft? limner.Draft once it is there.

---@alias limner.Piece { [1]: string, [2]: string? } text and its highlight.

---@param share number 0 to 1.
---@return limner.Piece[]
local function bar(share)
  local full = math.floor(share * BAR + 0.5)
  return {
    { ("█"):rep(full), "LimnerBar" },
    { ("░"):rep(BAR - full), "LimnerHint" },
    { (" %3d %%  "):format(math.floor(share * 100 + 0.5)) },
  }
end

---@param value number
---@return string
local function figure(value)
  if value >= 0 and value <= 1 then
    return ("%d %%"):format(math.floor(value * 100 + 0.5))
  end
  return ("%g"):format(value)
end

--- Words two by two, in as many rows as they need.
---@param couples limner.Piece[][] of two pieces each.
---@param width integer
---@return limner.Piece[][]
local function rows_of(couples, width)
  local rows, room = {}, 0
  for _, pair in ipairs(couples) do
    local wide = vim.api.nvim_strwidth(pair[1][1] .. pair[2][1]) + 1
    if wide > room then
      rows[#rows + 1] = {}
      room = width - #MARGIN
    end
    vim.list_extend(rows[#rows], { pair[1], { " " }, pair[2], { "   " } })
    room = room - wide - 3
  end
  return rows
end

--- What was measured; the score stands above it.
---@param proof limner.Proof
---@return limner.Piece[][] pairs
local function measured(proof)
  local names = vim.tbl_filter(function(name)
    return name ~= "score"
  end, vim.tbl_keys(proof.figures))
  table.sort(names)
  return vim.tbl_map(function(name)
    return { { name, "LimnerHint" }, { figure(proof.figures[name]) } }
  end, names)
end

--- The keys that do something now, in the order of their use.
---@param draft limner.Draft?
---@return limner.Piece[][] pairs
local function keys(draft)
  local shown = {}
  local function add(key, what)
    shown[#shown + 1] = { { key, "LimnerKey" }, { what } }
  end
  if not draft then
    add("q", "cancel")
    return shown
  end
  if draft.accepted ~= draft.index then
    add("a", "accept")
  end
  add("d", draft.accepted and "take it out again" or "discard")
  if #draft.reply.choices > 1 then
    add("<Tab>", "next")
    add("c", "choose")
  end
  add("o", "pictures")
  add("K", "part")
  add("q", "close")
  return shown
end

---@param draft limner.Draft
---@param width integer
---@return limner.Piece[][]
local function told(draft, width)
  local reply, choice = draft.reply, draft:choice()
  local proof = choice.proof
  local verdict = { proof.summary, PROVEN[proof.status] }
  local rows = { vim.list_extend(bar(choice.score), { verdict }) }
  if proof.remedy ~= "" then
    rows[#rows + 1] = { { proof.remedy, "LimnerHint" } }
  end
  local which = ("candidate %d of %d: %s"):format(draft.index, #reply.choices, choice.proposer)
  rows[#rows + 1] = { { which } }
  if draft.accepted == draft.index then
    table.insert(rows[#rows], { "   in the document", "LimnerProven" })
  end
  vim.list_extend(rows, rows_of(measured(proof), width))
  rows[#rows + 1] = { { reply.engine, "LimnerHint" } }
  return rows
end

---@param page limner.Page
---@param width integer
---@return limner.Piece[][]
local function head(page, width)
  local title = { { page.title, "LimnerTitle" } }
  if page.draft and page.draft.reply.stack then
    title[#title + 1] = { " → " .. page.draft.reply.stack }
  end
  local rows = { title }
  if page.draft then
    vim.list_extend(rows, told(page.draft, width))
  else
    local work = bar((page.percentage or 0) / 100)
    rows[#rows + 1] = vim.list_extend(work, { { page.message or "…", "LimnerHint" } })
  end
  rows[#rows + 1] = {}
  vim.list_extend(rows, rows_of(keys(page.draft), width))
  rows[#rows + 1] = { { ("─"):rep(math.max(width - 2 * #MARGIN, 1)), "LimnerHint" } }
  return rows
end

--- The lines of a page, and what is highlighted in them.
---@param page limner.Page
---@param width integer of the window.
---@return string[] lines
---@return integer height of what stands above the code.
---@return { row: integer, first: integer, last: integer, group: string }[] marks
function M.write(page, width)
  local lines, marks = {}, {}
  for row, pieces in ipairs(head(page, width)) do
    local text = MARGIN
    for _, piece in ipairs(pieces) do
      local first = #text
      -- Words of a server or a picture: one line is one line.
      text = text .. piece[1]:gsub("%s*\n%s*", " ")
      if piece[2] then
        marks[#marks + 1] = { row = row - 1, first = first, last = #text, group = piece[2] }
      end
    end
    lines[row] = (text:gsub("%s+$", ""))
  end
  local height = #lines
  vim.list_extend(lines, vim.split(page.code:gsub("\n$", ""), "\n"))
  return lines, height, marks
end

return M
