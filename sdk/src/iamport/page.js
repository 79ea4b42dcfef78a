// The functions that pages call, and the browser's events.

var USER_CODE = /^[A-Za-z0-9_-]{1,40}$/;

/** Events of libraries that copy the page; the copy must not contain the window. */
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

// ---- the browser's events ----

/** Adds all listeners, which `document.open` removes. It is called often; duplicates don't count. */
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

/** The address has changed. Before the window is open only a step back counts, not a link's `#`. */
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
 * Notices a pushed or replaced state, for which there is no event. The window stays open, because
 * shops push a route in the same click that pays.
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

/** The browser shows the page again, which it had kept while the buyer was at the PG. */
function onPageShow(event) {
  if (event.persisted) {
    on('kept');
  }
}

/** Closes the popup when the page is gone, since nobody could receive the result. */
function onPageHide(event) {
  if (!event.persisted && current) {
    closePopup(current);
  }
}

// ---- window.IMP ----

/** The name under which a second copy of this script finds the first one and its open request. */
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
