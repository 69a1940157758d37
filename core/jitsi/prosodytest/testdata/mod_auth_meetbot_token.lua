-- Signs in whoever shows a token with our signature which is valid now, as Jitsi's mod_auth_token does: the token comes in the
-- address with which the stream is opened.
local hmac = require "util.hashes".hmac_sha256;
local base64 = require "util.encodings".base64;
local json = require "util.json";
local formdecode = require "util.http".formdecode;
local uuid = require "util.uuid".generate;

local secret = module:get_option_string("app_secret");
local issuer = module:get_option_string("app_id");
local times = module:get_option_boolean("meetbot_times", true);
local without = module:get_option_boolean("allow_empty_token", false);

local function encoded(bytes)
	return (base64.encode(bytes):gsub("[+/=]", { ["+"] = "-", ["/"] = "_", ["="] = "" }));
end

local function decoded(text)
	text = text:gsub("[-_]", { ["-"] = "+", ["_"] = "/" });
	return json.decode(base64.decode(text .. ("="):rep(-#text % 4)) or "");
end

-- Returns the claims, or else nil and why not.
local function claims_of(token)
	local head, body, signature = token:match("^([^.]+)%.([^.]+)%.([^.]+)$");
	if not head then return nil, "not a token"; end
	local header, claims = decoded(head), decoded(body);
	if type(header) ~= "table" or type(claims) ~= "table" then return nil, "not a token"; end
	if header.alg ~= "HS256" or header.typ ~= "JWT" then return nil, "another algorithm"; end
	if encoded(hmac(secret, head .. "." .. body)) ~= signature then return nil, "Invalid signature"; end
	local now = os.time();
	if times and type(claims.exp) == "number" and claims.exp <= now then return nil, "Not acceptable by exp"; end
	if type(claims.nbf) == "number" and claims.nbf > now then return nil, "Not acceptable by nbf"; end
	if claims.iss ~= issuer or claims.aud ~= "jitsi" then return nil, "another issuer or audience"; end
	if claims.sub ~= module.host or type(claims.room) ~= "string" then return nil, "another domain, or no room"; end
	return claims;
end

local function remember(event)
	local query = event.request.url.query;
	event.session.meetbot_token = query and formdecode(query).token;
end
module:hook_global("bosh-session", remember);
module:hook_global("websocket-session", remember);

local function handler(session)
	local h = {};
	function h.mechanisms() return { ANONYMOUS = true }; end
	function h.select(_, name) return name == "ANONYMOUS"; end
	function h.clean_clone() return handler(session); end
	function h.process(self)
		local token = session.meetbot_token;
		if not token or token == "" then
			if not without then return "failure", "not-allowed", "token required"; end
		else
			local claims, why = claims_of(token);
			if not claims then return "failure", "not-allowed", why; end
			session.meetbot_claims = claims;
		end
		self.username = uuid();
		return "success";
	end
	return h;
end

module:provides("auth", {
	get_sasl_handler = handler;
	user_exists = function() return false; end;
});
