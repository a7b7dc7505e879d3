local hs = {}

-- What describes another generation of the spec, or none yet, says nothing.
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  hs.status = "Progressing"
  hs.message = "Waiting for the operator to observe the spec"
  return hs
end

local conditions = {}
for _, condition in ipairs(obj.status.conditions or {}) do
  conditions[condition.type] = condition
end

local function holds(type)
  return conditions[type] ~= nil and conditions[type].status == "True"
end

if holds("Suspended") then
  hs.status = "Suspended"
  hs.message = conditions.Suspended.message
elseif holds("Stalled") then
  hs.status = "Degraded"
  hs.message = conditions.Stalled.message
elseif holds("Ready") then
  hs.status = "Healthy"
  hs.message = conditions.Ready.message
else
  hs.status = "Progressing"
  hs.message = conditions.Ready ~= nil and conditions.Ready.message or "Waiting for the condition Ready"
end

return hs
