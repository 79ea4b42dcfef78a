// The hub's address, and the kind of browser.

var HUB = hubOrigin();

/** The origin that this script was loaded from, which is the hub's. */
function hubOrigin() {
  var ours = /\/(v1\/iamport|js\/iamport\.payment-[^\/]*)\.js([?#]|$)/;
  var script = document.currentScript;
  var address = (script && script.src) || last(document.getElementsByTagName('script'), 'src', ours);
  if (!address && window.performance && performance.getEntriesByType) {
    // The script was imported as a module, so no element has its address.
    address = last(performance.getEntriesByType('resource'), 'name', ours);
  }
  return new URL(address || document.baseURI).origin;
}

function last(things, property, pattern) {
  for (var i = things.length - 1; i >= 0; i--) {
    if (pattern.test(things[i][property])) {
      return things[i][property];
    }
  }
  return null;
}

function isMobile() {
  var agent = navigator.userAgent;
  return (
    /Android|iPhone|iPad|iPod|Windows Phone|IEMobile|BlackBerry|Opera Mini|Mobile/i.test(agent) ||
    // iPadOS calls itself a Mac
    (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1)
  );
}

/** The reason why this page can't talk to the hub; null if it can. */
function strangePage() {
  var origin = window.origin || window.location.origin;
  return /^https?:\/\//.test(origin)
    ? null
    : '이 페이지에는 출처(origin)가 없거나 http(s)가 아니어서(' +
        origin +
        ') 결제창을 열 수 없습니다. file:// 이나 sandbox 속성의 iframe이 아니라 http(s) 주소로 여세요.' +
        ' sandbox가 필요하면 allow-same-origin을 더하세요.';
}

function randomId() {
  var bytes = new Uint8Array(16);
  window.crypto.getRandomValues(bytes);
  return Array.prototype.map
    .call(bytes, function (b) {
      return (b + 256).toString(16).slice(1);
    })
    .join('');
}

/** Tells the shop's developer what is wrong and what to do. */
function warn(text) {
  console.warn('IMP: ' + text);
}

function complain(text) {
  console.error('IMP: ' + text);
}
