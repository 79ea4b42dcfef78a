
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.cancel (
    id bigint NOT NULL,
    pg text NOT NULL,
    tid text NOT NULL,
    cancel_tid text NOT NULL,
    amount bigint NOT NULL,
    at text NOT NULL,
    CONSTRAINT cancel_amount_check CHECK ((amount > 0))
);

ALTER TABLE public.cancel ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.cancel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.charge (
    id bigint NOT NULL,
    pg text NOT NULL,
    mid text NOT NULL,
    tid text NOT NULL,
    order_id text NOT NULL,
    amount bigint NOT NULL,
    cancelled_amount bigint NOT NULL,
    status text NOT NULL,
    pay_method text NOT NULL,
    details text NOT NULL,
    CONSTRAINT charge_amount_check CHECK ((amount >= 0)),
    CONSTRAINT charge_check CHECK (((cancelled_amount >= 0) AND (cancelled_amount <= amount))),
    CONSTRAINT charge_status_check CHECK ((status = ANY (ARRAY['paid'::text, 'cancelled'::text, 'waiting'::text, 'key'::text])))
);

ALTER TABLE public.charge ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.charge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.note (
    pg text NOT NULL,
    kind text NOT NULL,
    id text NOT NULL,
    body text NOT NULL
);

CREATE TABLE public.notice (
    id bigint NOT NULL,
    pg text NOT NULL,
    tid text NOT NULL,
    target text NOT NULL,
    content_type text NOT NULL,
    body bytea NOT NULL,
    acknowledgement text NOT NULL,
    again_ms text NOT NULL,
    tries integer NOT NULL,
    once_more boolean NOT NULL,
    due_at bigint
);

ALTER TABLE public.notice ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.request (
    id bigint NOT NULL,
    at text NOT NULL,
    pg text NOT NULL,
    tid text,
    order_id text NOT NULL,
    operation text NOT NULL,
    fields text NOT NULL
);

ALTER TABLE public.request ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.scenario (
    id bigint NOT NULL,
    pg text NOT NULL,
    match jsonb NOT NULL,
    fault text NOT NULL,
    amount bigint NOT NULL,
    delay_ms bigint NOT NULL,
    times_left integer NOT NULL,
    CONSTRAINT scenario_times_left_check CHECK ((times_left >= 0))
);

ALTER TABLE public.scenario ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.scenario_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

INSERT INTO public.cancel OVERRIDING SYSTEM VALUE VALUES
	(1, 'html5_inicis', 'INIAPICARDINIBillTst20261129031737000002', 'INIAPICARDINIBillTst20261129031738000003', 4000, '20261129031738'),
	(2, 'html5_inicis', 'INIAPICARDINIBillTst20261129031738000004', 'INIAPICARDINIBillTst20261129031738000005', 7000, '20261129031738');

INSERT INTO public.charge OVERRIDING SYSTEM VALUE VALUES
	(1, 'html5_inicis', 'INIBillTst', 'INIAPICARDINIBillTst20261129031737000001', 'imps_006720613709', 10000, 0, 'paid', 'card', '{"authentication":"","method":"CARD","easyPay":"","payMethod":"Card","isp":false,"mobile":false,"approvalNumber":"85768324","at":"20261129031737","goods":"before the upgrade","merchantUid":"old-paid","buyerName":"김나루","echo":"","card":{"masked":"123412*********4","code":"14","bankCode":"26","name":"신한카드","months":0,"interestFree":false,"source":""},"own":{},"noticeTo":""}'),
	(2, 'html5_inicis', 'INIBillTst', 'INIAPICARDINIBillTst20261129031737000002', 'imps_003073377724', 9000, 4000, 'cancelled', 'card', '{"authentication":"","method":"CARD","easyPay":"","payMethod":"Card","isp":false,"mobile":false,"approvalNumber":"41975926","at":"20261129031737","goods":"partly","merchantUid":"old-part","buyerName":"구매자","echo":"","card":{"masked":"123412*********4","code":"14","bankCode":"26","name":"신한카드","months":0,"interestFree":false,"source":""},"own":{},"noticeTo":""}'),
	(3, 'html5_inicis', 'INIBillTst', 'INIAPICARDINIBillTst20261129031738000004', 'imps_004872554370', 7000, 7000, 'cancelled', 'card', '{"authentication":"","method":"CARD","easyPay":"","payMethod":"Card","isp":false,"mobile":false,"approvalNumber":"17514350","at":"20261129031738","goods":"wholly","merchantUid":"old-whole","buyerName":"구매자","echo":"","card":{"masked":"123412*********4","code":"14","bankCode":"26","name":"신한카드","months":0,"interestFree":false,"source":""},"own":{},"noticeTo":""}'),
	(4, 'html5_inicis', 'INIBillTst', 'INIAPICARDINIBillTst20261129031738000006', 'keys_008555612211', 0, 0, 'key', 'card', '{"authentication":"","method":"CARD","easyPay":"","payMethod":"Card","isp":false,"mobile":false,"approvalNumber":"","at":"20261129031738","goods":"정기결제 카드 등록","merchantUid":"keys_008555612211","buyerName":"구매자","echo":"","card":{"masked":"123412*********4","code":"14","bankCode":"26","name":"신한카드","months":0,"interestFree":false,"source":""},"own":{},"noticeTo":""}'),
	(5, 'html5_inicis', 'INIBillTst', 'INIAPICARDINIBillTst20261129031738000007', 'imps_004285198481', 3000, 0, 'paid', 'card', '{"authentication":"","method":"CARD","easyPay":"","payMethod":"Card","isp":false,"mobile":false,"approvalNumber":"19498748","at":"20261129031738","goods":"by key","merchantUid":"old-again","buyerName":"구매자","echo":"","card":{"masked":"123412*********4","code":"14","bankCode":"26","name":"신한카드","months":0,"interestFree":false,"source":""},"own":{},"noticeTo":""}'),
	(6, 'html5_inicis', 'INIBillTst', 'INIAPICARDINIBillTst20261129031738000008', 'imps_009919767186', 6000, 0, 'paid', 'card', '{"authentication":"","method":"CARD","easyPay":"","payMethod":"Card","isp":false,"mobile":false,"approvalNumber":"40753546","at":"20261129031738","goods":"old-unknown","merchantUid":"old-unknown","buyerName":"구매자","echo":"","card":{"masked":"123412*********4","code":"14","bankCode":"26","name":"신한카드","months":0,"interestFree":false,"source":""},"own":{},"noticeTo":""}'),
	(7, 'html5_inicis', 'INIBillTst', 'INIAPICARDINIBillTst20261129031751000009', 'imps_009917114618', 6500, 0, 'paid', 'card', '{"authentication":"","method":"CARD","easyPay":"","payMethod":"Card","isp":false,"mobile":false,"approvalNumber":"79273214","at":"20261129031751","goods":"old-open","merchantUid":"old-open","buyerName":"구매자","echo":"","card":{"masked":"123412*********4","code":"14","bankCode":"26","name":"신한카드","months":0,"interestFree":false,"source":""},"own":{},"noticeTo":""}');

INSERT INTO public.note VALUES
	('html5_inicis', 'sequence', 'tid', '500'),
	('html5_inicis', 'billkey', '8d8687f66c0351e08236485ce52fc427cc97a63b0fbae1341c79ae6571dde61e', '{"mid":"INIBillTst","tid":"INIAPICARDINIBillTst20261129031738000006","orderId":"keys_008555612211","cardCode":"14","maskedCard":"123412*********4","magic":""}');

INSERT INTO public.request OVERRIDING SYSTEM VALUE VALUES
	(1, '2026-11-29T03:17:37.120280371+09:00', 'html5_inicis', NULL, 'imps_006720613709', 'approval', '{"type":"Pay","paymethod":"Card","timestamp":"20261129031737","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"imps_006720613709","goodName":"before the upgrade","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"10000","currency":"WON","merchantData":"old-paid","cardNumber":"xDCm***","cardExpire":"0vm7***","regNo":"F5EN***","cardPw":"wEc+***","authentification":"00","cardQuota":"00","quotaInterest":"0","hashData":"4a69***"}'),
	(2, '2026-11-29T03:17:37.65547196+09:00', 'html5_inicis', NULL, 'imps_003073377724', 'approval', '{"type":"Pay","paymethod":"Card","timestamp":"20261129031737","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"imps_003073377724","goodName":"partly","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"9000","currency":"WON","merchantData":"old-part","cardNumber":"xDCm***","cardExpire":"0vm7***","regNo":"F5EN***","cardPw":"wEc+***","authentification":"00","cardQuota":"00","quotaInterest":"0","hashData":"57d0***"}'),
	(3, '2026-11-29T03:17:37.958194679+09:00', 'html5_inicis', 'INIAPICARDINIBillTst20261129031737000002', 'imps_003073377724', 'cancel', '{"mid":"INIBillTst","type":"partialRefund","timestamp":"20261129031737","clientIp":"127.0.0.1","hashData":"ba8f***","tid":"INIAPICARDINIBillTst20261129031737000002","msg":"a part","price":"4000","confirmPrice":"5000","currency":"WON"}'),
	(4, '2026-11-29T03:17:38.114092928+09:00', 'html5_inicis', NULL, 'imps_004872554370', 'approval', '{"type":"Pay","paymethod":"Card","timestamp":"20261129031738","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"imps_004872554370","goodName":"wholly","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"7000","currency":"WON","merchantData":"old-whole","cardNumber":"xDCm***","cardExpire":"0vm7***","regNo":"F5EN***","cardPw":"wEc+***","authentification":"00","cardQuota":"00","quotaInterest":"0","hashData":"e009***"}'),
	(5, '2026-11-29T03:17:38.389980333+09:00', 'html5_inicis', 'INIAPICARDINIBillTst20261129031738000004', 'imps_004872554370', 'cancel', '{"mid":"INIBillTst","type":"refund","timestamp":"20261129031738","clientIp":"127.0.0.1","hashData":"2ac2***","tid":"INIAPICARDINIBillTst20261129031738000004","msg":"all of it"}'),
	(6, '2026-11-29T03:17:38.434675794+09:00', 'html5_inicis', NULL, 'imps_007914318847', 'approval', '{"type":"Pay","paymethod":"Card","timestamp":"20261129031738","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"imps_007914318847","goodName":"old-refused","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"5000","currency":"WON","merchantData":"old-refused","cardNumber":"OEeA***","cardExpire":"0vm7***","regNo":"F5EN***","cardPw":"wEc+***","authentification":"00","cardQuota":"00","quotaInterest":"0","hashData":"02d9***"}'),
	(7, '2026-11-29T03:17:38.490881037+09:00', 'html5_inicis', NULL, 'keys_008555612211', 'key', '{"type":"Auth","paymethod":"Card","timestamp":"20261129031738","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"keys_008555612211","goodName":"정기결제 카드 등록","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"0","currency":"WON","merchantData":"keys_008555612211","cardNumber":"xDCm***","cardExpire":"0vm7***","regNo":"F5EN***","cardPw":"wEc+***","authentification":"00","hashData":"8175***"}'),
	(8, '2026-11-29T03:17:38.570206065+09:00', 'html5_inicis', NULL, 'imps_004285198481', 'approval', '{"type":"Billing","paymethod":"Card","timestamp":"20261129031738","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"imps_004285198481","goodName":"by key","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"3000","currency":"WON","merchantData":"old-again","billKey":"10ef***","authentification":"00","cardQuota":"00","quotaInterest":"0","hashData":"9918***"}'),
	(9, '2026-11-29T03:17:38.726462144+09:00', 'html5_inicis', NULL, 'imps_009919767186', 'approval', '{"type":"Pay","paymethod":"Card","timestamp":"20261129031738","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"imps_009919767186","goodName":"old-unknown","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"6000","currency":"WON","merchantData":"old-unknown","cardNumber":"xDCm***","cardExpire":"0vm7***","regNo":"F5EN***","cardPw":"wEc+***","authentification":"00","cardQuota":"00","quotaInterest":"0","hashData":"33c1***"}'),
	(10, '2026-11-29T03:17:38.753987356+09:00', 'html5_inicis', 'INIAPICARDINIBillTst20261129031738000008', 'imps_009919767186', 'inquiry', '{"mid":"INIBillTst","type":"inquiry","timestamp":"20261129031738","clientIp":"127.0.0.1","hashData":"875e***","oid":"imps_009919767186"}'),
	(11, '2026-11-29T03:17:51.561189972+09:00', 'html5_inicis', NULL, 'imps_009917114618', 'approval', '{"type":"Pay","paymethod":"Card","timestamp":"20261129031751","clientIp":"127.0.0.1","mid":"INIBillTst","url":"www.example.com","moid":"imps_009917114618","goodName":"old-open","buyerName":"***","buyerEmail":"buye***","buyerTel":"010***","price":"6500","currency":"WON","merchantData":"old-open","cardNumber":"xDCm***","cardExpire":"0vm7***","regNo":"F5EN***","cardPw":"wEc+***","authentification":"00","cardQuota":"00","quotaInterest":"0","hashData":"db81***"}');

INSERT INTO public.scenario OVERRIDING SYSTEM VALUE VALUES
	(1, 'html5_inicis', '{"merchant_uid": "old-unknown"}', 'timeout_after_approval', 0, 0, 0),
	(2, 'html5_inicis', '{"amount": 6500}', 'slow', 0, 20000, 0);

SELECT pg_catalog.setval('public.cancel_id_seq', 2, true);

SELECT pg_catalog.setval('public.charge_id_seq', 7, true);

SELECT pg_catalog.setval('public.notice_id_seq', 1, false);

SELECT pg_catalog.setval('public.request_id_seq', 11, true);

SELECT pg_catalog.setval('public.scenario_id_seq', 2, true);

ALTER TABLE ONLY public.cancel
    ADD CONSTRAINT cancel_pg_tid_cancel_tid_key UNIQUE (pg, tid, cancel_tid);

ALTER TABLE ONLY public.cancel
    ADD CONSTRAINT cancel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.charge
    ADD CONSTRAINT charge_pg_tid_key UNIQUE (pg, tid);

ALTER TABLE ONLY public.charge
    ADD CONSTRAINT charge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (pg, kind, id);

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.scenario
    ADD CONSTRAINT scenario_pkey PRIMARY KEY (id);

CREATE INDEX charge_order ON public.charge USING btree (pg, mid, order_id, id);

CREATE INDEX notice_due ON public.notice USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX request_order ON public.request USING btree (order_id);

CREATE INDEX request_tid ON public.request USING btree (tid);

CREATE INDEX scenario_left ON public.scenario USING btree (pg, id) WHERE (times_left > 0);

ALTER TABLE ONLY public.cancel
    ADD CONSTRAINT cancel_pg_tid_fkey FOREIGN KEY (pg, tid) REFERENCES public.charge(pg, tid) ON DELETE CASCADE;

