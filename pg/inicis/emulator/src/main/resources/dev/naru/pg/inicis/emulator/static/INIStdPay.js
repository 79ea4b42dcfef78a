/* KG INICIS web standard payment, emulated. Opens the window over the page that called it. */
(function () {
  'use strict';
  var here = new URL(document.currentScript.src);
  var host = here.href.slice(0, here.href.indexOf('/stdjs/'));
  var FRAME = 'inicisModalFrame';
  var popup = null;
  var pending = null;

  function style(element, rules) {
    for (var name in rules) element.style[name] = rules[name];
    return element;
  }

  function overlay() {
    close();
    var modal = style(document.createElement('div'), {
      position: 'fixed', inset: '0', zIndex: '2147483000', display: 'flex',
      alignItems: 'center', justifyContent: 'center', background: 'rgba(17, 20, 24, .62)'
    });
    modal.id = 'inicisModalDiv';
    modal.setAttribute('role', 'dialog');
    modal.setAttribute('aria-modal', 'true');
    modal.setAttribute('aria-label', 'KG이니시스 결제창');
    var roomy = window.innerWidth > 840;
    var frame = style(document.createElement('iframe'), {
      width: roomy ? '820px' : '100%', height: roomy ? '600px' : '100%',
      maxWidth: '100%', maxHeight: '100%', border: '0',
      borderRadius: roomy ? '14px' : '0', background: '#fff',
      boxShadow: '0 24px 64px rgba(0, 0, 0, .35)'
    });
    frame.name = FRAME;
    frame.title = 'KG이니시스 결제창';
    modal.appendChild(frame);
    document.body.appendChild(modal);
    frame.focus();
    return FRAME;
  }

  function hidden(form, name, value) {
    var old = form.querySelector('input[type=hidden][data-inicis="' + name + '"]');
    var input = old || document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    input.dataset.inicis = name;
    if (!old) form.appendChild(input);
  }

  /* Whether a message came from the window that this page opened: its frame or its popup. */
  function fromWindow(event) {
    var frame = document.querySelector('#inicisModalDiv iframe');
    return event.origin === here.origin &&
      ((frame && event.source === frame.contentWindow) || (popup && event.source === popup));
  }

  function post(result) {
    var form = document.createElement('form');
    form.method = 'post';
    form.action = result.action;
    form.target = '_top';
    form.acceptCharset = result.charset || 'UTF-8';
    Object.keys(result.fields).forEach(function (name) {
      var input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = result.fields[name];
      form.appendChild(input);
    });
    document.body.appendChild(form);
    HTMLFormElement.prototype.submit.call(form);
  }

  function close() {
    var modal = document.getElementById('inicisModalDiv');
    if (modal) modal.remove();
    if (popup && !popup.closed) popup.close();
    popup = null;
  }

  window.addEventListener('message', function (event) {
    if (!fromWindow(event) || !event.data || event.data.inicis !== 'result') return;
    if (popup) close();
    post(event.data);
  });

  document.addEventListener('keydown', function (event) {
    var frame = document.querySelector('#inicisModalDiv iframe');
    if (event.key === 'Escape' && frame) {
      frame.contentWindow.postMessage({ inicis: 'leave' }, here.origin);
      frame.focus();
    }
  });

  /* The fields that every window needs; KG's script checks them before it opens one. */
  var REQUIRED = ['version', 'mid', 'oid', 'price', 'timestamp', 'signature', 'mKey', 'currency',
    'goodname', 'buyername', 'buyertel', 'buyeremail', 'returnUrl'];

  function complain(text) {
    window.alert('[INIStdPay / Dev. Error]\n\n' + text);
  }

  /* The form: itself, by id or by name, or in the list of a library that wraps elements. */
  function formOf(which) {
    if (typeof which === 'string') {
      return document.getElementById(which) || document.getElementsByName(which)[0];
    }
    return which && which[0] instanceof HTMLFormElement && !(which instanceof HTMLFormElement)
      ? which[0] : which;
  }

  function missing(form) {
    return REQUIRED.filter(function (name) {
      var field = form.elements.namedItem(name);
      return !field || !String(field.value || '').trim();
    });
  }

  function open(which) {
    var form = formOf(which);
    if (!(form instanceof HTMLFormElement)) {
      return complain('결제요청 form을 찾을 수 없습니다. [' + which + ']');
    }
    if (/Android|iPhone|iPad|iPod|Windows Phone/i.test(navigator.userAgent)) {
      return complain('PC에서만 결제가 가능합니다.');
    }
    // The form of the page on which a buyer confirms an escrow has other fields.
    var without = form.elements.namedItem('gopaymethod') || form.elements.namedItem('oid')
      ? missing(form) : [];
    if (without.length) {
      return complain('필수 파라미터가 없습니다. [' + without[0] + ']');
    }
    hidden(form, 'inicisOpener', location.origin);
    form.method = 'post';
    form.action = host + '/pay/window';
    form.acceptCharset = 'UTF-8';
    var view = form.elements.namedItem('payViewType');
    if (view && view.value === 'popup') {
      pending = form;
      popup = window.open(form.elements.namedItem('popupUrl').value, 'inicisPopup',
        'width=820,height=600,resizable=yes');
      return;
    }
    form.target = overlay();
    HTMLFormElement.prototype.submit.call(form);
  }

  window.INIStdPay = {
    vIframeName: FRAME,
    boolInitDone: true,
    /** Does nothing; KG's own script prepares itself here. */
    init: function () {},
    /** Sends a form, named by id, by name or itself, to the payment window. */
    pay: function (which) {
      if (document.readyState === 'loading' && !(formOf(which) instanceof HTMLFormElement)) {
        document.addEventListener('DOMContentLoaded', function () { open(which); });
      } else {
        open(which);
      }
    },
    /** Removes the overlay. INIStdPay_close.js calls it. */
    close: close,
    /** Removes the overlay, under the name that close pages call: parent.INIStdPay.viewOff(). */
    viewOff: close,
    /** INIStdPay_popup.js, in the popup, asks for the form. */
    popup: function (name) {
      if (!pending) return;
      pending.target = name;
      HTMLFormElement.prototype.submit.call(pending);
      pending = null;
    }
  };

  /* KG's loader, which pages wait for: it runs a function once the script is ready. */
  window.$jINILoader = window.$jINILoader || function (run) {
    if (typeof run === 'function') {
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run);
      else run();
    }
    return window.$jINILoader;
  };
  window.$jINILoader.ready = window.$jINILoader.ready || window.$jINILoader;
})();
