// A stand-in for Jitsi's external_api.js: it puts the meeting page into a frame and speaks with it as the real one does.
// Messages are JSON text {postis, scope, method, params}; commands go down in kebab-case with their arguments as a list,
// events come up in kebab-case and reach listeners in camelCase.
(() => {
  'use strict';

  // The name of each command and event, here and on the wire, where they differ by more than their case.
  const commands = {
    answerKnockingParticipant: 'answer-knocking-participant', displayName: 'display-name', endConference: 'end-conference',
    grantModerator: 'grant-moderator', hangup: 'video-hangup', hideNotification: 'hide-notification',
    kickParticipant: 'kick-participant', localSubject: 'local-subject', muteEveryone: 'mute-everyone',
    muteRemoteParticipant: 'mute-remote-participant', overwriteConfig: 'overwrite-config', password: 'password',
    sendChatMessage: 'send-chat-message', setMeetingTimer: 'set-meeting-timer', setTileView: 'set-tile-view',
    showNotification: 'show-notification', subject: 'subject', toggleAudio: 'toggle-audio', toggleLobby: 'toggle-lobby',
    toggleTileView: 'toggle-tile-view', toggleVideo: 'toggle-video',
  };
  const renamed = { 'video-ready-to-close': 'readyToClose' };
  const camel = (name) => renamed[name] ?? name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

  let count = 0;

  // The real script always takes https. Here a domain may name http on this machine, where there is no certificate.
  function base(domain) {
    if (!domain.includes('://')) return `https://${domain}`;
    const url = new URL(domain);
    if (!['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) throw new Error('http is for this machine only');
    return url.origin;
  }

  function address(domain, id, o) {
    const query = new URLSearchParams();
    if (o.jwt) query.set('jwt', o.jwt);
    if (o.lang) query.set('lang', o.lang);
    const hash = [`jitsi_meet_external_api_id=${id}`];
    const add = (name, value) => hash.push(`${name}=${encodeURIComponent(JSON.stringify(value))}`);
    if (o.jwt) add('jwt', o.jwt);
    for (const [prefix, options] of [['config', o.configOverwrite], ['interfaceConfig', o.interfaceConfigOverwrite], ['userInfo', o.userInfo]]) {
      for (const [name, value] of Object.entries(options ?? {})) add(`${prefix}.${name}`, value);
    }
    hash.push('appData.localStorageContent=null');
    const search = query.size > 0 ? `?${query}` : '';
    return `${base(domain)}/${o.roomName}${search}#${hash.join('&')}`;
  }

  function length(value) {
    if (typeof value === 'number') return `${value}px`;
    return /^[0-9]+(px|em|pt|%|[sld]?v[hw])$/.test(value) ? value : '100%';
  }

  class JitsiMeetExternalAPI {
    #id = count++;
    #frame;
    #origin;
    #listeners = new Map();
    #people = new Map();
    #handshake;
    #onMessage = (event) => this.#receive(event);

    constructor(domain, options = {}) {
      const { roomName = '', parentNode = document.body, width = '100%', height = '100%' } = options;
      const url = address(domain, this.#id, { ...options, roomName });
      this.#origin = new URL(url).origin;
      this.#frame = document.createElement('iframe');
      this.#frame.allow = 'autoplay; camera; clipboard-write; compute-pressure; display-capture; fullscreen; hid; microphone; screen-wake-lock; speaker-selection';
      this.#frame.name = this.#frame.id = `jitsiConferenceFrame${this.#id}`;
      this.#frame.allowFullscreen = true;
      Object.assign(this.#frame.style, { width: length(width), height: length(height), border: '0' });
      this.#frame.src = url;
      addEventListener('message', this.#onMessage);
      parentNode.appendChild(this.#frame);
      this.#handshake = setInterval(() => this.#send('__ready__', this.#id), 50);
      if (options.onload) this.on('ready', options.onload);
    }

    #send(method, params) {
      const text = JSON.stringify({ postis: true, scope: `jitsi_meet_external_api_${this.#id}`, method, params });
      try {
        this.#frame.contentWindow?.postMessage(text, this.#origin);
      } catch { /* the frame is still at about:blank */ }
    }

    #receive(event) {
      if (event.origin !== this.#origin || event.source !== this.#frame.contentWindow || typeof event.data !== 'string') return;
      let message;
      try {
        message = JSON.parse(event.data);
      } catch {
        return;
      }
      if (!message.postis || message.scope !== `jitsi_meet_external_api_${this.#id}`) return;
      if (message.method === '__ready__') clearInterval(this.#handshake);
      if (message.method === 'message' && message.params?.type === 'event') this.#happened(message.params.data);
    }

    #happened({ name, ...data }) {
      const event = camel(name);
      if (event === 'videoConferenceJoined' || event === 'participantJoined') this.#people.set(data.id, data);
      if (event === 'participantLeft') this.#people.delete(data.id);
      if (event === 'videoConferenceLeft') this.#people.clear();
      for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(data);
    }

    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
      return this;
    }

    addListener(event, listener) { return this.on(event, listener); }

    addEventListener(event, listener) { this.on(event, listener); }

    removeListener(event, listener) {
      this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter((x) => x !== listener));
      return this;
    }

    executeCommand(name, ...args) {
      if (!(name in commands)) {
        console.error(`Not supported command name: ${name}`);
        return;
      }
      this.#send('message', { type: 'event', data: { name: commands[name], data: args } });
    }

    executeCommands(list) {
      for (const [name, args] of Object.entries(list)) this.executeCommand(name, ...[].concat(args));
    }

    getIFrame() { return this.#frame; }

    getSupportedCommands() { return Object.keys(commands); }

    getNumberOfParticipants() { return this.#people.size; }

    dispose() {
      clearInterval(this.#handshake);
      removeEventListener('message', this.#onMessage);
      this.#listeners.clear();
      this.#frame.remove();
    }
  }

  window.JitsiMeetExternalAPI = JitsiMeetExternalAPI;
})();
