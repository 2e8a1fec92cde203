-- A connection for each thread, so that an answer is that of the last request. Prints a line for each: member, status, milliseconds, record.
local ffi = require('ffi')
ffi.cdef [[
  typedef struct { long seconds; long micros; } moment;
  int gettimeofday(moment *moment, void *zone);
]]

local function now()
  local moment = ffi.new('moment')
  ffi.C.gettimeofday(moment, nil)
  return tonumber(moment.seconds) * 1000 + tonumber(moment.micros) / 1000
end

local function say(status, id)
  io.stdout:write(string.format('%s %s %.0f %s\n', member, status, now() - began, id))
  io.stdout:flush()
end

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set('number', threads)
end

-- The file of a thread has a line for each request: its path, and its body.
function init(arguments)
  lines = io.lines(arguments[1] .. '/' .. number)
  sent = 0
end

function request()
  -- The connection was lost. The first of all is wrk's own trial of this file, and is not sent.
  if member and (number > 1 or sent > 1) then say('none', '') end
  local path, body = lines():match('^(%S+) (.*)$')
  sent, member, began = sent + 1, body:match('"memberId":"([^"]*)"'), now()
  return wrk.format('POST', path, { ['content-type'] = 'application/json' }, body)
end

function response(status, headers, body)
  say(status, body:match('"id":"([^"]*)"') or '')
  member = nil
end
