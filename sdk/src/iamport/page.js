// What pages call, and what their browser tells.

var USER_CODE = /^[A-Za-z0-9_-]{1,40}$/;

/** Libraries that keep a copy of the page: it must not hold the window. */
var COPIES = ['turbo:before-cache', 'turbolinks:before-cache', 'htmx:beforeHistorySave'];

var userCode = null;
var tierCode = null;

function use(code, tier) {
  userCode = code;
  tierCode = tier;
  var strange = strangePage();
  if (strange) {
    complain(strange);
  } else if (!current) {
    knock();
  }
}

function init(code) {
  if (typeof code !== 'string' || !USER_CODE.test(code)) {
    console.error('IMP.init: 판매자 코드가 올바르지 않습니다.');
    return;
  }
  use(code, null);
}

function agency(code, tier) {
  if (typeof code !== 'string' || !USER_CODE.test(code) || !/^[A-Z0-9]{3}$/.test(String(tier))) {
    console.error('IMP.agency: 판매자 코드 또는 티어 코드가 올바르지 않습니다.');
    return;
  }
  use(code, String(tier));
}

function requested(action, param, callback) {
  if (!userCode) {
    window.alert('판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.');
    return;
  }
  if (!param || typeof param !== 'object') {
    window.alert('결제요청 파라미터가 누락되었습니다.');
    return;
  }
  var request = newRequest(action, param, callback);
  if (request && strangePage()) {
    var text = '결제 창 호출에 실패하였습니다. 허용되지 않은 도메인입니다.';
    answer(request, failure(request, 'F403', text));
  } else {
    call(request);
  }
}

function requestPay(param, callback) {
  requested('payment', param, callback);
}

function certification(param, callback) {
  requested('certification', param, callback);
}

function loadUI(type) {
  var containers = document.querySelectorAll('div.portone-ui-container');
  if (!containers.length) {
    throw new Error('portone-ui-container를 찾을 수 없습니다.');
  }
  var fitting = Array.prototype.filter.call(containers, function (container) {
    return container.getAttribute('data-portone-ui-type') === String(type);
  });
  if (!fitting.length) {
    throw new Error('data-portone-ui-type에 올바른 UI 타입을 입력해주세요.');
  }
  if (fitting.length > 1) {
    throw new Error('동일한 data-portone-ui-type을 갖는 DOM element가 2개 이상 존재합니다.');
  }
  throw new Error('지원하지 않는 UI 타입입니다.');
}

function updateLoadUIRequest() {
  console.warn('IMP.updateLoadUIRequest: 지원하지 않는 UI 타입입니다.');
}

function loadModule() {
  return Promise.reject(new Error('지원하지 않는 모듈입니다.'));
}

// ---- what the browser tells ----

/** Again before every talk: `document.open` takes all listeners away. Twice the same is once. */
function listen() {
  window.addEventListener('message', onMessage);
  window.addEventListener('popstate', onRoute);
  window.addEventListener('hashchange', onRoute);
  window.addEventListener('pageshow', onPageShow);
  window.addEventListener('pagehide', onPageHide);
  document.addEventListener('securitypolicyviolation', onViolation);
  COPIES.forEach(function (name) {
    document.addEventListener(name, onCopy);
  });
}

function place() {
  var entry = window.navigation && window.navigation.currentEntry;
  return entry ? entry.index : window.history.length;
}

/** Before the window is there, only a step back counts: a link's own `#` comes with its click. */
function onRoute() {
  var before = state === 'waiting' || state === 'asking';
  var entry = window.navigation && window.navigation.currentEntry;
  var steppedBack = before && (entry ? entry.index < current.place : place() === current.place);
  if (!before || steppedBack) {
    var was = state;
    on('back');
    if (state !== was) {
      warn('이 페이지의 주소가 바뀌어(popstate, hashchange) 결제창을 닫고 결제를 끝냈습니다. callback은 한 번 호출됩니다.');
    }
  }
}

/**
 * No event tells of a pushed or replaced state. It is no way back: shops push a route in the very
 * click that pays, so the window stays.
 */
function watchRoute() {
  if (!current || !current.layer && !current.popup) {
    return;
  }
  var here = window.location.href;
  if (current.route && current.route !== here && !current.told) {
    current.told = true;
    warn(
      '결제창이 열려 있는데 이 페이지의 주소가 바뀌었습니다(pushState, replaceState).' +
        ' 결제창은 그대로 두고 callback은 한 번 호출합니다. 화면은 callback 안에서 바꾸세요.'
    );
  }
  current.route = here;
}

function onCopy() {
  on('back');
}

/** The browser had kept the page while the buyer was at the PG. */
function onPageShow(event) {
  if (event.persisted) {
    on('kept');
  }
}

/** A popup would pay for a page that nobody sees again. */
function onPageHide(event) {
  if (!event.persisted && current) {
    closePopup(current);
  }
}

// ---- the face ----

/** A second copy of this script finds the first one, and its request that is under way. */
var FIRST = 'naru ' + HUB;

window.IMP = window[FIRST] = window[FIRST] || {
  init: init,
  agency: agency,
  request_pay: requestPay,
  certification: certification,
  loadUI: loadUI,
  updateLoadUIRequest: updateLoadUIRequest,
  loadModule: loadModule,
};
