-- On the component of the rooms: a token opens the room that it names, as by Jitsi's token_verification, and makes an owner of
-- whoever it calls a moderator, as by token_affiliation.
local st = require "util.stanza";
local jid = require "util.jid";

local verify = module:get_option_boolean("meetbot_verify", true);
local affiliate = module:get_option_boolean("meetbot_affiliate", true);

local function refuse(event, text)
	event.origin.send(st.error_reply(event.stanza, "cancel", "not-allowed", text));
	return true;
end

module:hook("muc-occupant-pre-join", function(event)
	local claims = event.origin.meetbot_claims;
	if verify and claims and claims.room:lower() ~= jid.node(event.room.jid) then
		return refuse(event, "Room and token mismatched");
	end
	local user = claims and claims.context and claims.context.user;
	if affiliate and user and (user.moderator == true or user.moderator == "true") then
		event.room:set_affiliation(true, jid.bare(event.stanza.attr.from), "owner");
	end
end, 100);
