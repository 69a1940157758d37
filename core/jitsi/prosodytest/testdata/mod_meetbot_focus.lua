-- In the place of jicofo: makes a room when it is asked for a conference, since nobody else may. Like jicofo it can make owners:
-- of the first one who comes where nobody is ("first"), or of everybody ("all").
local st = require "util.stanza";
local jid = require "util.jid";
local timer = require "util.timer";

local rooms = module:get_option_string("meetbot_rooms");
local owners = module:get_option_string("meetbot_owners", "none");

local function has_owner(room)
	for _, affiliation in room:each_affiliation() do
		if affiliation == "owner" then return true; end
	end
	return false;
end

local function joined(event)
	local room, who = event.room, event.occupant.bare_jid;
	timer.add_task(0.05, function()
		if owners == "all" or owners == "first" and not has_owner(room) then
			room:set_affiliation(true, who, "owner");
		end
	end);
end

local function watch()
	prosody.hosts[rooms].events.add_handler("muc-occupant-joined", joined);
end
if prosody.start_time then watch(); else module:hook_global("server-started", watch); end

module:hook("iq-set/host/http://jitsi.org/protocol/focus:conference", function(event)
	local room = jid.prep(event.stanza.tags[1].attr.room);
	local muc = prosody.hosts[rooms].modules.muc;
	if not muc.get_room_from_jid(room) then
		muc.create_room(room);
	end
	event.origin.send(st.reply(event.stanza):tag("conference", { xmlns = "http://jitsi.org/protocol/focus", ready = "true", room = room }));
	return true;
end);
