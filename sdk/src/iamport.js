/*!
 * naru: the browser SDK of an i'mport / PortOne V1 compatible payment hub.
 * It talks to the hub's hidden frame by postMessage and to nothing else; it needs no library.
 */
(function (window, document) {
  'use strict';

  var READY_TIMEOUT_MS = 15000;
  var POPUP_POLL_MS = 300;
  var USER_CODE = /^[A-Za-z0-9_-]{1,40}$/;

  var HUB = hubOrigin();

  var userCode = null;
  var tierCode = null;
  var frame = null; // the one hidden frame
  var ready = false;
  var readyTimer = 0;
  // What of `channelKey` or `pg` needs a popup; '' is the default channel, '+' is with `customer_uid`
  var popupFor = [];
  var waiting = []; // messages that wait for the frame
  var requests = {}; // the open requests by request_id; an answer takes its request away
  var shown = null; // the request whose window is open

  /** The hub is where this script came from. */
  function hubOrigin() {
    var script = document.currentScript;
    if (!script || !script.src) {
      var all = document.getElementsByTagName('script');
      for (var i = all.length - 1; i >= 0; i--) {
        if (/\/(v1\/iamport|js\/iamport\.payment-[^\/]*)\.js([?#]|$)/.test(all[i].src)) {
          script = all[i];
          break;
        }
      }
    }
    return new URL((script && script.src) || document.baseURI).origin;
  }

  function isMobile() {
    var agent = navigator.userAgent;
    return (
      /Android|iPhone|iPad|iPod|Windows Phone|IEMobile|BlackBerry|Opera Mini|Mobile/i.test(agent) ||
      // iPadOS calls itself a Mac
      (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1)
    );
  }

  // ---- the hidden frame ----

  function prepare(code, tier) {
    var url = HUB + '/payments/ready/' + encodeURIComponent(code);
    var same = userCode === code && frame;
    userCode = code;
    tierCode = tier;
    if (same) {
      return;
    }
    ready = false;
    if (frame) {
      if (frame.contentWindow) {
        frame.contentWindow.location.replace(url); // leaves no entry in the history
      } else {
        frame.src = url;
      }
      return;
    }
    frame = document.createElement('iframe');
    frame.title = 'payment';
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    frame.style.cssText = 'display:none;border:0;width:0;height:0';
    frame.src = url;
    frame.addEventListener('load', function () {
      // An error page in place of the frame doesn't get this: it has another origin.
      frame.contentWindow.postMessage({ action: 'hello', origin: window.location.origin }, HUB);
    });
    if (document.body) {
      document.body.appendChild(frame);
    } else {
      document.addEventListener('DOMContentLoaded', function () {
        document.body.appendChild(frame);
      });
    }
  }

  function toFrame(message) {
    if (ready) {
      frame.contentWindow.postMessage(message, HUB);
      return;
    }
    waiting.push(message);
    if (!readyTimer) {
      readyTimer = window.setTimeout(function () {
        readyTimer = 0;
        waiting.splice(0).forEach(function (unsent) {
          fail(
            requests[unsent.request_id],
            'F500',
            '결제 창을 준비하지 못했습니다. 네트워크와 허용된 도메인(' +
              window.location.origin +
              ') 설정을 확인하세요.'
          );
        });
      }, READY_TIMEOUT_MS);
    }
  }

  window.addEventListener('message', function (event) {
    var message = event.data;
    if (event.origin !== HUB || !message || typeof message !== 'object') {
      return;
    }
    if (frame && event.source === frame.contentWindow) {
      fromFrame(message);
    } else if (
      shown &&
      event.source === shown.window() &&
      message.action === 'done' &&
      message.request_id === shown.id
    ) {
      finish(shown, message.response);
    }
  });

  function fromFrame(message) {
    if (message.action === 'ready') {
      ready = true;
      popupFor = Array.isArray(message.popup) ? message.popup : [];
      window.clearTimeout(readyTimer);
      readyTimer = 0;
      waiting.splice(0).forEach(toFrame);
      return;
    }
    var request =
      typeof message.request_id === 'string' && has(requests, message.request_id)
        ? requests[message.request_id]
        : null;
    if (!request) {
      return;
    }
    if (message.action === 'done') {
      finish(request, message.response, message.location);
    } else if (message.action === 'open') {
      open(request, message.mode, message.url);
    }
  }

  // ---- one request ----

  function begin(action, param, callback) {
    var copy;
    try {
      copy = JSON.parse(JSON.stringify(param)); // functions and cycles don't travel
    } catch (e) {
      copy = null;
    }
    var request = {
      id: randomId(),
      param: copy || {},
      callback: typeof callback === 'function' ? callback : null,
      popup: null,
      window: nothing,
      close: nothing,
    };
    requests[request.id] = request;
    if (!copy) {
      fail(request, 'F400', '결제요청 파라미터를 읽을 수 없습니다.');
      return;
    }
    if (shown) {
      fail(request, 'F400', '이미 열려 있는 결제창이 있습니다.');
      return;
    }
    if (action === 'payment' && !isMobile() && needsPopup(copy)) {
      // Only a click may open a window, so it can't wait for the hub's answer.
      request.popup = openPopup();
      if (!request.popup) {
        fail(request, 'F400', '팝업이 차단되었습니다.');
        return;
      }
    }
    toFrame({
      action: action,
      request_id: request.id,
      userCode: userCode,
      tierCode: tierCode,
      origin: window.location.origin,
      mobile: isMobile(),
      param: copy,
    });
  }

  function needsPopup(param) {
    var selector = String(param.channelKey || param.pg || '');
    return popupFor.indexOf((param.customer_uid ? '+' : '') + selector) >= 0;
  }

  function openPopup() {
    return window.open('about:blank', '_blank', 'width=840,height=640,scrollbars=yes,resizable=yes');
  }

  function open(request, mode, url) {
    if (typeof url !== 'string' || url.indexOf(HUB + '/checkout/') !== 0) {
      return;
    }
    if (shown) {
      leave(request);
      return;
    }
    if (mode === 'redirect') {
      delete requests[request.id];
      window.location.assign(url);
    } else if (mode === 'popup') {
      showPopup(request, url);
    } else {
      dropPopup(request);
      showOverlay(request, url);
    }
  }

  /** Tells the hub that there will be no payment; the frame answers with the result. */
  function leave(request) {
    toFrame({ action: 'leave', request_id: request.id });
  }

  function showPopup(request, url) {
    var popup = request.popup || openPopup();
    if (!popup) {
      request.override = { error_code: 'F400', error_msg: '팝업이 차단되었습니다.' };
      leave(request);
      return;
    }
    request.popup = popup;
    shown = request;
    request.window = function () {
      return popup;
    };
    var poll = window.setInterval(function () {
      if (popup.closed) {
        request.close();
        leave(request);
      }
    }, POPUP_POLL_MS);
    request.close = function () {
      window.clearInterval(poll);
      release(request);
    };
    popup.location.replace(url);
    popup.focus();
  }

  function showOverlay(request, url) {
    var root = document.documentElement;
    var body = document.body;
    var before = document.activeElement;
    var overflow = [root.style.overflow, body.style.overflow];
    var overlay = document.createElement('iframe');
    overlay.title = request.param.language === 'en' ? 'Payment window' : '결제창';
    overlay.setAttribute('role', 'dialog');
    overlay.setAttribute('aria-modal', 'true');
    overlay.setAttribute('allow', 'payment');
    overlay.setAttribute('allowtransparency', 'true');
    // color-scheme: a frame whose scheme differs from its document's is painted opaque
    overlay.style.cssText =
      'position:fixed!important;top:0!important;left:0!important;width:100%!important;' +
      'height:100%!important;max-width:none!important;max-height:none!important;margin:0!important;' +
      'padding:0!important;border:0!important;background:transparent!important;' +
      'color-scheme:light;z-index:2147483647!important;display:block!important';
    overlay.src = url;

    shown = request;
    request.window = function () {
      return overlay.contentWindow;
    };
    request.close = function () {
      document.removeEventListener('focusin', keepFocus);
      if (overlay.parentNode) {
        overlay.parentNode.removeChild(overlay);
      }
      root.style.overflow = overflow[0];
      body.style.overflow = overflow[1];
      if (before && before.focus) {
        before.focus();
      }
      release(request);
    };
    function keepFocus(event) {
      if (event.target !== overlay) {
        overlay.focus();
      }
    }
    root.style.overflow = body.style.overflow = 'hidden';
    body.appendChild(overlay);
    overlay.focus();
    document.addEventListener('focusin', keepFocus);
  }

  function release(request) {
    request.window = request.close = nothing;
    if (shown === request) {
      shown = null;
    }
  }

  function dropPopup(request) {
    if (request.popup && !request.popup.closed) {
      request.popup.close();
    }
    request.popup = null;
  }

  /**
   * Ends a request; its callback runs once.
   *
   * @param location where a phone goes that has no callback (1.1.5)
   */
  function finish(request, response, location) {
    if (!request || !has(requests, request.id)) {
      return;
    }
    delete requests[request.id];
    request.close();
    dropPopup(request);
    var answer = response && typeof response === 'object' ? response : {};
    if (request.override && answer.error_code) {
      answer.error_code = request.override.error_code;
      answer.error_msg = request.override.error_msg;
    }
    if (request.callback) {
      request.callback(answer);
    } else if (typeof location === 'string' && !/^\s*(javascript|data|vbscript):/i.test(location)) {
      window.location.assign(location);
    }
  }

  /** A failure that the hub knows nothing of. */
  function fail(request, code, text) {
    if (!request) {
      return;
    }
    var param = request.param;
    window.setTimeout(function () {
      finish(request, {
        success: false,
        imp_success: false,
        imp_uid: null,
        merchant_uid: param.merchant_uid === undefined ? null : param.merchant_uid,
        pay_method: param.pay_method || 'card',
        pg_provider: null,
        pg_type: 'payment',
        error_code: code,
        error_msg: text,
      });
    }, 0);
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

  function has(object, key) {
    return Object.prototype.hasOwnProperty.call(object, key);
  }

  function nothing() {
    return null;
  }

  // ---- what pages call ----

  function mayCall(param) {
    if (!userCode) {
      window.alert('판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.');
      return false;
    }
    if (!param || typeof param !== 'object') {
      window.alert('결제요청 파라미터가 누락되었습니다.');
      return false;
    }
    return true;
  }

  function init(code) {
    if (typeof code !== 'string' || !USER_CODE.test(code)) {
      console.error('IMP.init: 판매자 코드가 올바르지 않습니다.');
      return;
    }
    prepare(code, null);
  }

  function agency(code, tier) {
    if (typeof code !== 'string' || !USER_CODE.test(code) || !/^[A-Z0-9]{3}$/.test(String(tier))) {
      console.error('IMP.agency: 판매자 코드 또는 티어 코드가 올바르지 않습니다.');
      return;
    }
    prepare(code, String(tier));
  }

  function requestPay(param, callback) {
    if (mayCall(param)) {
      begin('payment', param, callback);
    }
  }

  function certification(param, callback) {
    if (mayCall(param)) {
      begin('certification', param, callback);
    }
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

  window.IMP = {
    init: init,
    agency: agency,
    request_pay: requestPay,
    certification: certification,
    loadUI: loadUI,
    updateLoadUIRequest: updateLoadUIRequest,
    loadModule: loadModule,
  };
})(window, document);
