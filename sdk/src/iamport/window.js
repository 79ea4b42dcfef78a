// The buyer's window: a dialog over the page, a popup, or a button that opens a popup.

var COVER =
  'all:initial!important;position:fixed!important;top:0!important;left:0!important;' +
  'width:100%!important;height:100%!important;max-width:none!important;max-height:none!important;display:block!important;' +
  'border:0!important;margin:0!important;padding:0!important;overflow:hidden!important;' +
  'background:transparent!important;z-index:2147483647!important;';
var CORNER = 'position:fixed;right:16px;bottom:16px;z-index:2147483647;';
var CARD =
  'all:initial;display:block;box-sizing:border-box;width:min(400px,calc(100% - 32px));' +
  'margin:20vh auto 0;padding:24px;border-radius:12px;background:#fff;color:#1c2430;' +
  'text-align:center;box-shadow:0 24px 64px rgba(0,0,0,.35);';
var FONT = 'font:16px/1.6 "Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",system-ui,sans-serif;';
var BUTTON =
  'all:revert;min-height:44px;margin:16px 4px 0;padding:0 20px;border-radius:12px;cursor:pointer;' + FONT;

/** How many looks a window may take to load before the buyer is shown a button to leave. */
var SLOW_TICKS = 50;

/** How often the window is brought to the front again if the page keeps covering it. */
var MOST_RAISES = 30;

/** How many looks in a row may find the window hidden, before it counts as taken away. */
var MOST_REPAIRS = 3;

/** After this time the shop is told that the popup was blocked. */
var BLOCKED_MS = 50000;

var TEXTS = {
  ko: {
    window: '결제창',
    open: '결제창 열기',
    cancel: '취소',
    blocked: '팝업이 차단되어 결제창을 열지 못했습니다. 아래 버튼으로 열어 주세요.',
    instead: '이 화면에 결제창을 띄우지 못했습니다. 아래 버튼으로 새 창에서 열어 주세요.',
    cut: '결제창이 새 창에서 열려 있습니다. 결제를 마치면 이 화면이 바뀝니다. 창을 닫았다면 다시 열거나 취소해 주세요.',
  },
  en: {
    window: 'Payment window',
    open: 'Open the payment window',
    cancel: 'Cancel',
    blocked: 'Your browser blocked the payment window. Please open it here.',
    instead: 'The payment window could not be shown here. Please open it in a window of its own.',
    cut:
      'The payment window is open in a window of its own; this page goes on once you have paid.' +
      ' If you have closed it, open it again or cancel.',
  },
};

function texts(request) {
  return request.param.language === 'en' ? TEXTS.en : TEXTS.ko;
}

function windowOf(request) {
  return request.popup || (request.layer && request.layer.content.contentWindow);
}

/** Checks whether the window is still there and in front. */
function watchWindow() {
  if (state === 'popup') {
    watchPopup(current);
  } else if (state === 'overlay' || state === 'offer') {
    watchLayer(current.layer);
    offerExit(current);
  }
}

/** Removes all that the SDK has put over the page, and restores the page. */
function takeAway(request) {
  closePopup(request);
  closeLayer(request);
}

// ---- the popup ----

/** Opens the popup before the hub has answered: browsers allow it only during a click. */
function prepareWindow(request) {
  if (request.action === 'certification') {
    // Always a popup, except on a phone, unless the shop asks for one there.
    if ((!isMobile() || request.param.popup === true) && !request.popup) {
      request.popup = openBlank();
    }
    return;
  }
  var selector = String(request.param.channelKey || request.param.pg || '');
  var needed = popupFor.indexOf((request.param.customer_uid ? '+' : '') + selector) >= 0;
  var known = request.action === 'payment' && request.userCode === frameCode && !isMobile();
  if (known && needed && !request.popup) {
    request.popup = openBlank();
  }
}

function openBlank() {
  var popup = null;
  try {
    popup = window.open('about:blank', '_blank', 'width=840,height=640,scrollbars=yes,resizable=yes');
  } catch (forbidden) {
    // treated like a blocked popup
  }
  return popup && popup.closed === false ? popup : null;
}

function openPopup() {
  if (current.popup && current.popup.closed) {
    leave(); // the buyer has closed it while the hub was asked
    return;
  }
  var popup = current.popup || openBlank();
  closeLayer(current);
  if (!popup) {
    current.blocked = true;
    warn('브라우저가 결제창 팝업(popup)을 차단했습니다. IMP.request_pay는 클릭 이벤트 안에서 바로 호출하세요.');
    offer('blocked');
    return;
  }
  current.blocked = false;
  current.popup = popup;
  current.seen = false;
  enter('popup');
  popup.location.replace(current.url);
  popup.focus();
}

/**
 * Checks the popup. Browsers report `closed` also for a popup that they have cut off from this page.
 * That happens before its first page of another origin is seen; after that, closed means closed.
 */
function watchPopup(request) {
  if (!request.popup.closed) {
    request.seen = request.seen || isElsewhere(request.popup);
  } else {
    on(request.seen ? 'lost' : 'cut');
  }
}

function isElsewhere(popup) {
  try {
    return popup.location.href !== 'about:blank';
  } catch (otherOrigin) {
    return true;
  }
}

function closePopup(request) {
  if (request.popup && !request.popup.closed) {
    request.popup.close();
  }
  request.popup = null;
}

// ---- the dialog over the page ----

function openOverlay() {
  var request = current;
  var page = document.createElement('iframe');
  closePopup(request);
  page.title = texts(request).window;
  page.setAttribute('allow', 'payment');
  if (frame && frame.hasAttribute('credentialless')) {
    page.setAttribute('credentialless', '');
  }
  // A frame whose color-scheme differs from its document's would have an opaque background.
  page.style.cssText = COVER + 'color-scheme:light!important';
  page.addEventListener('load', function () {
    request.loaded = true;
  });
  page.src = request.url;
  openLayer(request, page);
  enter('overlay');
  page.focus();
}

function offerInstead() {
  offer('instead');
}

function offerCut() {
  current.popup = null; // it can't even be closed from here
  warn(
    '결제창 팝업(popup)이 닫혔거나, 이 페이지의 Cross-Origin-Opener-Policy 때문에 연결이 끊겼습니다.' +
      ' 결과는 결제 서버에 물어 callback으로 전합니다. same-origin-allow-popups 로 두면 끊기지 않습니다.'
  );
  offer('cut');
}

/** Shows ways out of a window that loads slowly or seems to be blocked. */
function offerExit(request) {
  var layer = request.layer;
  if (state !== 'overlay') {
    return;
  }
  var needed = layer.doubtful || (!request.loaded && ticks >= SLOW_TICKS);
  if (needed && !layer.exit) {
    layer.exit = document.createElement('div');
    layer.exit.style.cssText = CORNER;
    layer.exit.appendChild(button(texts(request).open, 'press'));
    layer.exit.appendChild(button(texts(request).cancel, 'cancel'));
    layer.dialog.appendChild(layer.exit);
  } else if (!needed && layer.exit) {
    layer.exit.remove();
    layer.exit = null;
  }
}

/** Shows a button whose click may open a popup. */
function offer(why) {
  var words = texts(current);
  var card = document.createElement('div');
  var text = document.createElement('p');
  card.style.cssText = CARD;
  text.style.cssText = 'all:initial;display:block;color:#1c2430;' + FONT;
  text.textContent = words[why];
  card.appendChild(text);
  card.appendChild(button(words.open, 'press'));
  card.appendChild(button(words.cancel, 'cancel'));
  closeLayer(current);
  openLayer(current, card, 'background:rgba(17,20,24,.6)!important');
  enter('offer', why === 'blocked' ? BLOCKED_MS : 0);
  card.querySelector('button').focus();
}

function button(label, event) {
  var made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.style.cssText = BUTTON;
  made.addEventListener('click', function () {
    on(event);
  });
  return made;
}

/** Opens a modal dialog: it lies above every other layer of the page, and all below is inert. */
function openLayer(request, content, style) {
  var home = document.body || document.documentElement;
  var dialog = document.createElement('dialog');
  dialog.style.cssText = COVER + (style || '');
  var layer = {
    dialog: dialog,
    content: content,
    before: document.activeElement,
    unlock: [lock(document.documentElement), lock(home)],
    doubtful: false, // whether a policy may have blocked its content
    exit: null,
    raises: 0,
    flat: false, // whether this browser can't make a dialog modal
    styles: [dialog.style.cssText, content.style.cssText],
    hidden: 0, // for how many looks in a row it was hidden
  };
  dialog.setAttribute('aria-label', texts(request).window);
  dialog.appendChild(content);
  dialog.addEventListener('cancel', function (event) {
    event.preventDefault();
    on('back'); // for example by Android's back button
  });
  document.addEventListener('keydown', keepEscape, true);
  request.layer = layer;
  home.appendChild(dialog);
  raise(layer);
}

/** Leaves Escape to the window, which asks the buyer before it ends. */
function keepEscape(event) {
  if (event.key === 'Escape' && current && current.layer) {
    event.preventDefault();
    current.layer.content.focus();
  }
}

function raise(layer) {
  try {
    if (layer.dialog.open) {
      layer.dialog.close();
    }
    layer.dialog.showModal();
  } catch (oldBrowserOrPolyfill) {
    layer.flat = true;
    layer.dialog.setAttribute('open', '');
  }
}

/** Whether the dialog is still modal; it no longer is if the page has moved it. */
function isModal(layer) {
  try {
    return layer.flat || layer.dialog.matches(':modal');
  } catch (oldBrowser) {
    return true;
  }
}

function isShown(layer) {
  return (
    // If the whole page is in a hidden frame, the dialog counts as shown.
    !document.documentElement.getClientRects().length ||
    (layer.content.getClientRects().length && window.getComputedStyle(layer.content).visibility === 'visible')
  );
}

function watchLayer(layer) {
  if (!isThere(layer.dialog) || !isThere(layer.content) || !layer.dialog.hasAttribute('open')) {
    on('lost');
    return;
  }
  if (state === 'overlay' && layer.content.getAttribute('src') !== current.url) {
    complain('이 페이지의 스크립트(쿠키 동의 도구 등)가 결제창 iframe의 주소를 바꾸었습니다. ' + HUB + ' 을(를) 예외로 두세요.');
    on('unopened');
    return;
  }
  ['inert', 'aria-hidden', 'hidden'].forEach(function (name) {
    layer.dialog.removeAttribute(name);
  });
  if (isShown(layer)) {
    layer.hidden = 0;
  } else if (layer.hidden++ < MOST_REPAIRS) {
    layer.dialog.style.cssText = layer.styles[0];
    layer.content.style.cssText = layer.styles[1];
  } else {
    on('lost');
    return;
  }
  var top = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2);
  var above = top && !layer.dialog.contains(top);
  if ((above || !isModal(layer)) && !layer.flat && layer.raises++ < MOST_RAISES) {
    raise(layer);
    layer.content.focus();
  }
}

function closeLayer(request) {
  var layer = request.layer;
  request.layer = null;
  if (!layer) {
    return;
  }
  if (layer.dialog.open && layer.dialog.close) {
    layer.dialog.close();
  }
  layer.dialog.remove();
  document.removeEventListener('keydown', keepEscape, true);
  layer.unlock.forEach(function (unlock) {
    unlock();
  });
  if (isThere(layer.before) && layer.before.focus) {
    layer.before.focus({ preventScroll: true });
  }
}

/** Keeps an element from scrolling; returns a function that undoes it. */
function lock(element) {
  var style = element.style;
  var sides = ['overflow-x', 'overflow-y'];
  var kept = sides.map(function (side) {
    return [style.getPropertyValue(side), style.getPropertyPriority(side)];
  });
  sides.forEach(function (side) {
    style.setProperty(side, 'hidden', 'important');
  });
  return function unlock() {
    sides.forEach(function (side, i) {
      // A style that the shop has set meanwhile stays.
      if (style.getPropertyValue(side) === 'hidden' && style.getPropertyPriority(side)) {
        style.setProperty(side, kept[i][0], kept[i][1]);
      }
    });
  };
}
