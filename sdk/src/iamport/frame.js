// The hub's hidden frame, through which the SDK talks to the hub. It is made when it is first
// needed. Before each message the SDK asks whether the frame answers, and makes a new one if not.

var LOAD_MS = 6000;
var ANSWER_MS = 1000;
var IDLE_TRIES = 4;
var CHANGES = 3; // of so many tries, the last one loads the frame without credentials

var frame = null;
var frameCode = null; // the user code that the frame was loaded for
var answering = 0; // timer that ends the wait for the frame's answer
var tries = 0; // how many tries got no answer
var frameTrouble = null; // why the frame doesn't answer, if that is known
// The values of `channelKey` and `pg` whose window is a popup; '' is the default channel, and a
// '+' in front stands for a request with `customer_uid`.
var popupFor = [];

function isThere(node) {
  return !!node && node.isConnected;
}

/** Asks the frame to answer, and loads it if needed. Its answer causes the event `frame`. */
function knock() {
  var code = current ? current.userCode : userCode;
  listen();
  if (code !== frameCode) {
    frameCode = code;
    popupFor = [];
    tries = 0;
    load();
  } else if (!isThere(frame)) {
    load();
  } else if (!answering && tries) {
    tries = tries % CHANGES; // this frame gave no answer before, so a new one is loaded
    load();
  } else if (!answering) {
    greet();
  }
}

function load() {
  if (frame) {
    frame.remove();
  }
  frame = document.createElement('iframe');
  frame.title = 'payment';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.style.cssText = 'display:none!important';
  if (needsNoCredentials()) {
    frame.setAttribute('credentialless', '');
  }
  frame.addEventListener('load', greet);
  frame.src = HUB + '/payments/ready/' + encodeURIComponent(frameCode);
  // Not in the body, which many pages replace.
  document.documentElement.appendChild(frame);
  expect(LOAD_MS * (tries + 1));
}

/** Whether the frame must have no cookies: a page with an embedder policy (COEP) shows no other. */
function needsNoCredentials() {
  return window.crossOriginIsolated === true || tries % CHANGES === CHANGES - 1;
}

function greet() {
  if (isThere(frame)) {
    toFrame({ action: 'hello', origin: window.location.origin });
    expect(ANSWER_MS * (tries + 1));
  }
}

function expect(ms) {
  window.clearTimeout(answering);
  answering = window.setTimeout(unanswered, ms);
}

function unanswered() {
  answering = 0;
  tries++;
  frameTrouble =
    frameTrouble ||
    '네트워크와 허용된 도메인(' +
      window.location.origin +
      ') 설정을 확인하세요. ' +
      HUB +
      '/payments/ready/ 가 답하지 않습니다: 가맹점 설정 sdk.allowed_origins 에 이 도메인이 있고,' +
      ' 이 페이지의 Content-Security-Policy frame-src 가 ' +
      HUB +
      ' 을(를) 허용해야 합니다.';
  if (tries === 1) {
    warn(frameTrouble);
  }
  if (current || tries < IDLE_TRIES) {
    load();
  }
}

function answered(message) {
  window.clearTimeout(answering);
  answering = tries = 0;
  frameTrouble = null;
  popupFor = Array.isArray(message.popup) ? message.popup : [];
  on('frame');
}

function toFrame(message) {
  if (isThere(frame) && frame.contentWindow) {
    // An error page in the frame has another origin, so that it doesn't get the message.
    frame.contentWindow.postMessage(message, HUB);
  }
}

function onMessage(event) {
  var message = event.data;
  if (event.origin !== HUB || !message || typeof message !== 'object') {
    return;
  }
  var fromFrame = isThere(frame) && event.source === frame.contentWindow;
  if (fromFrame && message.action === 'ready') {
    answered(message);
  } else if (!current || message.request_id !== current.id) {
    return;
  } else if (message.action === 'done' && (fromFrame || event.source === windowOf(current))) {
    on('done', message);
  } else if (fromFrame && message.action === 'failed') {
    complain(message.error_msg + (message.status ? ' (HTTP ' + message.status + ')' : ''));
    on('done', { response: failure(current, message.error_code, message.error_msg) });
  } else if (fromFrame && message.action === 'open') {
    opened(message);
  } else if (fromFrame && message.action === 'unopened' && current.loaded) {
    complain('결제창 페이지(' + HUB + '/checkout/)를 불러오지 못했습니다.');
    on('unopened');
  }
}

/**
 * The page's Content-Security-Policy has blocked something. If it is the hub's frame, or a page that
 * the open window leads to, the developer is told, since the browser shows only an empty frame.
 */
function onViolation(event) {
  var blocked = String(event.blockedURI);
  var ours = blocked.indexOf(HUB) === 0;
  if (
    event.disposition === 'report' ||
    !/^(frame|child)-src$/.test(event.effectiveDirective) ||
    !(ours || (state === 'overlay' && /^https?:/.test(blocked)))
  ) {
    return;
  }
  var trouble =
    '이 페이지의 Content-Security-Policy가 결제창을 막았습니다: frame-src 에 ' +
    new URL(blocked).origin +
    (ours ? '' : ' (PG의 주소라면)') +
    ' 을(를) 더하세요.';
  if (frameTrouble !== trouble) {
    complain(trouble);
  }
  if (!ours) {
    current.layer.doubtful = true;
  } else if (state === 'overlay') {
    on('blocked');
  } else {
    frameTrouble = trouble;
    frame.remove(); // the next request makes a new one
    window.clearTimeout(answering);
    answering = 0;
    on('blocked');
  }
}
