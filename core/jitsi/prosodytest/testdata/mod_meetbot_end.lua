-- POST /end-meeting?conference=ROOM closes a room, as Jitsi's muc_end_meeting does for a token with our signature. Its answers have
-- no body. With meetbot_lies it says so and closes nothing.
local hmac = require "util.hashes".hmac_sha256;
local base64 = require "util.encodings".base64;
local formdecode = require "util.http".formdecode;

local secret = module:get_option_string("app_secret");
local rooms = module:get_option_string("meetbot_rooms");
local lies = module:get_option_boolean("meetbot_lies", false);

local function signed(token)
	local text, signature = (token or ""):match("^Bearer ([^.]+%.[^.]+)%.([^.]+)$");
	if not text then return false; end
	return base64.encode(hmac(secret, text)):gsub("[+/=]", { ["+"] = "-", ["/"] = "_", ["="] = "" }) == signature;
end

module:depends("http");
module:provides("http", {
	default_path = "/";
	route = {
		["POST /end-meeting"] = function(event)
			if not signed(event.request.headers.authorization) then return { status_code = 401, body = "" }; end
			local room = prosody.hosts[rooms].modules.muc.get_room_from_jid(formdecode(event.request.url.query or "").conference or "");
			if not room then return { status_code = 404, body = "" }; end
			if not lies then room:destroy(nil, "The meeting has been terminated"); end
			return { status_code = 200, body = "" };
		end;
	};
});
