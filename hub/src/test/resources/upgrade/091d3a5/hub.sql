
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

CREATE TABLE public.api_token (
    merchant_id bigint NOT NULL,
    nonce bytea NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.attempt (
    merchant_id bigint NOT NULL,
    id uuid NOT NULL,
    payment_number text NOT NULL,
    kind text NOT NULL,
    amount bigint NOT NULL,
    request jsonb NOT NULL,
    proof_sealed bytea,
    fence integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    outcome text,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    single_use bytea,
    CONSTRAINT attempt_kind_check CHECK ((kind = ANY (ARRAY['APPROVE'::text, 'CHARGE'::text, 'CANCEL'::text])))
);

CREATE TABLE public.billing_key (
    merchant_id bigint NOT NULL,
    customer_key text NOT NULL,
    channel_id bigint NOT NULL,
    provider text NOT NULL,
    mid text NOT NULL,
    test boolean NOT NULL,
    method text NOT NULL,
    key_sealed bytea NOT NULL,
    card jsonb,
    customer_id text,
    issued_by text NOT NULL,
    inserted_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    holder_sealed bytea,
    issued_for text
);

CREATE TABLE public.channel (
    merchant_id bigint NOT NULL,
    id bigint NOT NULL,
    channel_key text NOT NULL,
    provider text NOT NULL,
    mid text NOT NULL,
    mode text NOT NULL,
    is_default boolean NOT NULL,
    for_billing boolean NOT NULL,
    settings_sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT channel_mode_check CHECK ((mode = ANY (ARRAY['LIVE'::text, 'TEST'::text, 'SANDBOX'::text])))
);

CREATE TABLE public.checkout_session (
    merchant_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    payment_number text NOT NULL,
    request_id text NOT NULL,
    origin text NOT NULL,
    hub_origin text NOT NULL,
    mobile boolean NOT NULL,
    m_redirect_url text,
    request jsonb NOT NULL,
    ending text,
    created_at timestamp with time zone NOT NULL,
    memo_sealed bytea,
    close_script text,
    redirects boolean NOT NULL,
    CONSTRAINT checkout_session_ending_check CHECK ((ending = ANY (ARRAY['LEFT'::text, 'NOT_AUTHENTICATED'::text])))
);

CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);

CREATE TABLE public.journal (
    merchant_id bigint NOT NULL,
    payment_number text NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    what text NOT NULL,
    detail text NOT NULL
);

CREATE TABLE public.key_issue (
    merchant_id bigint NOT NULL,
    pg_order_number text NOT NULL,
    customer_key text NOT NULL,
    channel_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    outcome text,
    ended_at timestamp with time zone
);

CREATE TABLE public.merchant (
    id bigint NOT NULL,
    user_code text NOT NULL,
    name text NOT NULL,
    api_key text NOT NULL,
    api_secret_hash bytea NOT NULL,
    settings jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.number_block (
    cell text NOT NULL,
    next bigint NOT NULL,
    order_key bytea NOT NULL,
    CONSTRAINT number_block_cell_check CHECK ((cell ~ '^[0-9]{2}$'::text))
);

CREATE TABLE public.payment (
    merchant_id bigint NOT NULL,
    payment_number text NOT NULL,
    order_number text NOT NULL,
    state text NOT NULL,
    holds_order boolean NOT NULL,
    channel_id bigint NOT NULL,
    provider text NOT NULL,
    mid text NOT NULL,
    test boolean NOT NULL,
    escrow boolean NOT NULL,
    method text NOT NULL,
    device text NOT NULL,
    emb_pg_provider text,
    pg_tid text,
    apply_num text DEFAULT ''::text NOT NULL,
    card jsonb,
    name text,
    amount bigint NOT NULL,
    currency text NOT NULL,
    tax_free bigint,
    vat bigint,
    cancelled bigint DEFAULT 0 NOT NULL,
    cancel_claim uuid,
    buyer_sealed bytea NOT NULL,
    custom_data text,
    user_agent text,
    notice_urls jsonb NOT NULL,
    confirm_url text,
    started_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    failed_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    fail_code text,
    fail_reason text,
    cancel_reason text,
    receipt_url text,
    customer_key text,
    bank jsonb,
    account jsonb,
    account_issued_at timestamp with time zone,
    customer_key_usage text,
    charged boolean DEFAULT true NOT NULL,
    tells_failure boolean DEFAULT false NOT NULL,
    key_slot text,
    CONSTRAINT payment_amount_check CHECK ((amount >= 0)),
    CONSTRAINT payment_check CHECK (((cancelled >= 0) AND (cancelled <= amount))),
    CONSTRAINT payment_state_check CHECK ((state = ANY (ARRAY['READY'::text, 'APPROVING'::text, 'AWAITING_DEPOSIT'::text, 'PAID'::text, 'FAILED'::text, 'CANCELLED'::text])))
);

CREATE TABLE public.payment_cancel (
    merchant_id bigint NOT NULL,
    payment_number text NOT NULL,
    cancellation_id text NOT NULL,
    pg_tid text NOT NULL,
    amount bigint NOT NULL,
    reason text NOT NULL,
    receipt_url text,
    cancelled_at timestamp with time zone NOT NULL,
    CONSTRAINT payment_cancel_amount_check CHECK ((amount > 0))
);

CREATE TABLE public.prepared_amount (
    merchant_id bigint NOT NULL,
    order_number text NOT NULL,
    amount numeric NOT NULL,
    currency text
);

CREATE TABLE public.schedule (
    merchant_id bigint NOT NULL,
    customer_key text NOT NULL,
    order_number text NOT NULL,
    status text NOT NULL,
    channel_id bigint NOT NULL,
    method text NOT NULL,
    schedule_at timestamp with time zone NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    name text,
    tax_free bigint,
    vat bigint,
    card_quota integer NOT NULL,
    buyer_sealed bytea NOT NULL,
    seal_id uuid NOT NULL,
    custom_data text,
    notice_urls jsonb NOT NULL,
    customer_id text,
    created_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    executed_at timestamp with time zone,
    revoked_at timestamp with time zone,
    payment_number text,
    due_at timestamp with time zone,
    id uuid NOT NULL,
    CONSTRAINT schedule_amount_check CHECK ((amount > 0)),
    CONSTRAINT schedule_due_while_pending CHECK (((status = 'scheduled'::text) = (due_at IS NOT NULL))),
    CONSTRAINT schedule_status_check CHECK ((status = ANY (ARRAY['scheduled'::text, 'executed'::text, 'revoked'::text])))
);

CREATE TABLE public.webhook_delivery (
    merchant_id bigint NOT NULL,
    task_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    url text NOT NULL,
    content_type text NOT NULL,
    body text NOT NULL,
    http_status integer,
    error text,
    duration_ms bigint NOT NULL,
    trigger text NOT NULL,
    answer text NOT NULL,
    id uuid NOT NULL
);

CREATE TABLE public.webhook_task (
    merchant_id bigint NOT NULL,
    id uuid NOT NULL,
    payment_number text NOT NULL,
    url text NOT NULL,
    content_type text NOT NULL,
    body text NOT NULL,
    state text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    manual boolean DEFAULT false NOT NULL,
    due_at timestamp with time zone NOT NULL,
    lease uuid,
    leased_until timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    no integer NOT NULL,
    CONSTRAINT webhook_task_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'dead'::text, 'not_sent'::text, 'no_target'::text])))
);

INSERT INTO public.api_token VALUES
	(7532507950836457037, '\x9ccd6c8450d0aa052db25e3fc4cb3def9d9769f3b5c8dce8b1efdb74de8fe919', '\xbf6d03ff072ea10ab381bc5697ca0c3de8701b4e2ae4c06679d3ac61721f8753', '2026-11-28 18:47:36+00');

INSERT INTO public.attempt VALUES
	(7532507950836457037, '01a22360-81ff-7000-bbb8-6cf87f91d559', 'imps_006720613709', 'CHARGE', 10000, '{}', NULL, 0, NULL, 'approved', '2026-11-28 18:17:37.023516+00', '2026-11-28 18:17:37.2075+00', NULL),
	(7532507950836457037, '01a22360-846d-7000-8212-a27980d74a98', 'imps_003073377724', 'CHARGE', 9000, '{}', NULL, 0, NULL, 'approved', '2026-11-28 18:17:37.645067+00', '2026-11-28 18:17:37.692889+00', NULL),
	(7532507950836457037, '01a22360-855e-7000-a478-6c5909a1b172', 'imps_003073377724', 'CANCEL', 4000, '{"reason": "a part", "enableWebhook": false}', NULL, 0, NULL, 'cancelled', '2026-11-28 18:17:37.926835+00', '2026-11-28 18:17:38.038975+00', NULL),
	(7532507950836457037, '01a22360-8620-7000-b077-75f53cda0b48', 'imps_004872554370', 'CHARGE', 7000, '{}', NULL, 0, NULL, 'approved', '2026-11-28 18:17:38.080096+00', '2026-11-28 18:17:38.18323+00', NULL),
	(7532507950836457037, '01a22360-873e-7000-9ad4-bac885b9e107', 'imps_004872554370', 'CANCEL', 7000, '{"reason": "all of it", "enableWebhook": false}', NULL, 0, NULL, 'cancelled', '2026-11-28 18:17:38.374147+00', '2026-11-28 18:17:38.400482+00', NULL),
	(7532507950836457037, '01a22360-877b-7000-a25d-b783c1e1f339', 'imps_007914318847', 'CHARGE', 5000, '{}', NULL, 0, NULL, 'declined', '2026-11-28 18:17:38.427943+00', '2026-11-28 18:17:38.448875+00', NULL),
	(7532507950836457037, '01a22360-8800-7000-b166-f049dcad6ec8', 'imps_004285198481', 'CHARGE', 3000, '{}', '\x01958e74c72090e28ee5344a47f0252ca10cdec94c0e3b1da7991588aebc91385a5b86006684a97d1de6a668c4c2d32856fa4c5c44d4d9c850feb11fbf0277d776f358688ef852412577fa14311e5017089bdc60115a57', 0, NULL, 'approved', '2026-11-28 18:17:38.560424+00', '2026-11-28 18:17:38.587365+00', NULL),
	(7532507950836457037, '01a22360-88a0-7000-83ca-d3f9634aaa76', 'imps_009919767186', 'CHARGE', 6000, '{}', NULL, 0, NULL, 'approved', '2026-11-28 18:17:38.720543+00', '2026-11-28 18:17:38.770622+00', NULL),
	(7532507950836457037, '01a22360-bac2-7000-b087-944dbc056e35', 'imps_009917114618', 'CHARGE', 6500, '{}', NULL, 0, '2026-11-28 18:18:36.554639+00', NULL, '2026-11-28 18:17:51.554639+00', NULL, NULL);

INSERT INTO public.billing_key VALUES
	(7532507950836457037, 'old-customer', 5216972688788528989, 'html5_inicis', 'INIBillTst', true, 'card', '\x01958e74c73c62541d21670beb748976ae3aef08fde1f1a5a2b9714f948fd069e19df8de4daa938d987ca8d790976866812dfebe6ce44f24b875d318adcdb2f8563138c8a45fff6bd6d1ed89d9c54e321cd26092fc13f2', '{"code": "366", "name": "신한카드", "type": 0, "quotaMonths": 0, "maskedNumber": "123412*********4"}', NULL, 'keys_008555612211', '2026-11-28 18:17:38.524977+00', '2026-11-28 18:17:38.524977+00', '\x01958e74c79b5e6e4985de63652d81f96092d4184e04ec920653c237cbb0e5c81662bc7ddb7332c0f3772e53432d963bba19b607defa3874a93927e4f7fe2b3010684498ddba18935875d8fe195ed0210231f6b9cdfcedefb20e1679fb09c0572a7b', NULL);

INSERT INTO public.channel VALUES
	(7532507950836457037, 3661760790788105522, 'channel-key-04d0222e-718d-4728-b6a1-1f14d7a333ca', 'html5_inicis', 'INIpayTest', 'SANDBOX', true, false, '\x01958e74c73ab5c743dd2e476e19336215fead0446cfd10e6478e9bbbdc238f92cd7b78a519fcc6e52b8b8d40940768bcc1c17e5d6b490f17e5d87064fa216ba5ef99fd1573f7a3d86e91a8eb0a9313e142376e7678ae2f563f0445c99fc8be71b3337fb74944205adfe76b5af1ce48468818da18844e5b46806e5efe8c3d36a822f2f30ac95f5607cd8d6fa36f1c0c0081bde2436d54b951f332120957a485768b69ea0c05fe71578240ecfbac60241587f8fcbf16638809edb16e60d80c5efc16aa835c08f01346e3aa5dd863cbcf3887a2a3fbcd869f84eff0b606e570c0663bb8c2e2c14a78989740c5b4f0ac1b0576e25268f300bfa215fb16f01bf0f1d003438bba01fa1dd33ce0fae3584c12960c6daaf932e7b31f652d78735da9bb27c47e0ec6e4f5e894d7c5ab3edc24c16a810ee9385e532f1db838db3b395abf310a1901c1ee7eebb76efffb2358139b84d602890d41ba374e7579ad94495afaf9e50733ad49d7ebaef44023d835f0f57cb457c7fba3305f9a8e95a2fce08959a943b8e053266cabf3117338717b6a1d162040314e65563b747bf8bc90b9dea2c2ea1115a461282148b54fff73e2079dc2fdb0e205ff234e63abcc03c56c699bfa82d8a34034f9d071fc42e4b309c00cbfa5513f1d0', '2026-11-28 18:17:22.794385+00'),
	(7532507950836457037, 5216972688788528989, 'channel-key-7f4512a6-3562-4722-b0dc-4b2a1351efe3', 'html5_inicis', 'INIBillTst', 'SANDBOX', false, true, '\x01958e74c7b75d19c8b3b86fc114a6d8b6ece9a567f1bf5e35a9e75ffdb5c34ec7a7a02239f25e9564ce9c5233090c6c3d767393024c8f54c44d49c868aed322e7db277934a3ad46de01bc50910448878a16713ba52adce7c99581ca61390cd0636db08c1817ede3fb1a93a70addda3355be0558efc3165af716d2fe554cfc47fb62ffad4245a4810482c5457892be6a9de72cca3c87297ea048e54d9090c366dc6f3962122716a2d113c8055ff34b9d3e006f063d8293b2c67b78c8fe63b0db42c4e4c42cd8c1fdb09c9cd86bcbed9ea27aabcd4c33e0c9424e9acf4a8119c7a1b872e2a51170af8a5cb6f1d8ed108ff1fbf9a06ec365963eeae602c257679906c1fec7b4c2a2148dd2bb9bdbce6fc0071639f20434a944a7bf8e69741945914f2512e452f5913dcc620a5201def7bb6b536cf81d7cf35a72ce5ad174cf90caa6adbcd386ba4b8aa7ac24ea8e5063c8e489633ba23fd10f695831f7e8a4333531dd38b42857d5e60ad940c68ac4f1a034ff388c9ac923e25847f6e20650032a938c87207f85998a33d0054e7fb7e7e19324f380acf5d84221a5b8c481ffb9644e66f75e439e80ce47587c449caa95b900e46602cba4887f3180e68e27e2c4e6bf983a944a6d5074c142654b3fb762294c4bd8c6027ba666b7aefe7913a39186a477de9f8a235dc1991a85a066d569e11ce422fda3', '2026-11-28 18:17:22.826282+00'),
	(7532507950836457037, 4883541096458468845, 'channel-key-32731070-26df-4688-b393-b189a5762135', 'mobilians', '170622040674', 'SANDBOX', false, false, '\x01958e74c7c1c0a34878de5b9e96e58a0c54ff972f4c15b4e6c2eb5fc80323bae486b08030d9198f726dfe0290ff9cc567f6af62e01db45f5ca4c35d5b9579123d0cb2f2dddc5b0728890ddf803dd3392f485648af32a8c517809fde01819cc2d55cecd62898e889aaceb9648bef74d3c7fcf60f3906ce007dba5c0c3bec1940cded01716548d706283ce34745393d83153a793552f3080e86083b79751a7b1c726ab0744bb5b8fbae92006d35e5199658c9ab209f1f27ead0e4bb89018145672b155c3623c324baff320ba9503b8a73e78be4969b383e240f09c394dfe1474e4f196778f7b5a899f73079c8d81bd1645271733ed04e7d30f2965af76d292ea72c19c02e1a4e472a0cf9c9831bc8f2c5e939e1d3d273115fb02806925aa742437488a4e43864a7bc391ce586238d0ecde2fd12e41b82271d55d642199dcad37e367dbb2e2799d5b0c8ccaa20a5a3d1a05d06b2a859d49de74babf7ba3a9196a26cbade4b638207038c7a432a946c4e85e86a3b0f2d785a0849c4efdd3a4745d9ca1f7a2fc411078b92a325d3d8697e08bb1ff5701317b39e488ef612e843a7437010395c75830bee5d8ca92bc556bb422959dd28583d2e42ef6d11471594a95115ece2b015ff7c8445ee8d09241f299cfccc21d365e49070f10fe4866489d2a6220fa2ae4119e1512dee00d8ce66f642d4f2e0220df57cbd561f5a99044e499f6f56cb7684986b52a0fb6ac9e81ad1264f5ab10b9fb59b8f0881894c0762b4eb9b79bde828a58081104394167321c48f06ee8e023979f9e9b524f4c065b61aed8f2a20395d755a447f359b5755bf45b0d5ea5d4b027b0b1dde801e36361dfc1c9ed8b36a12830fdbd3e25ed7492a46ca8f74ffb275fac4af3fb9dfd2979890cbe89200a0844f09b773069b60965b7353c05ec0b7971bb35372d87c548320bc9a3f9b18409b6ed277c32fcabce7f6504c700d48b434c1e48214b9ab047b9e99ae984cd1ad', '2026-11-28 18:17:22.869253+00'),
	(7532507950836457037, 5585237175050661679, 'channel-key-058a0b14-0d68-4b15-b763-f05ea85d1191', 'mobilians', '170622040675', 'SANDBOX', false, true, '\x01958e74c77ac44c0434e55e24b7bc50475d6094275f4821215ec47356583ce32a0826fb70c5aaf707da87fce98e6aaf8d4342d864b046a323aa4812ae04c19d6329c37333b7724ea207e898ccc109d6c993bb6a22e1a2f9b96ace7794c64f04d230f3ef8b7ea0f484ba13bf6fcb76316d631518c8331cdc381c088dd82cae1c2d8028a2a6ade4c91c6d2e3b9bf0c155e7b20969e465d26e09e35aae455cc2be8f20858ba78570dd1d59c108766b3e4c1c858bc6d022c5b92fe06b1dce57f9785a1b08a04145bbf5d1e5cee34a64dbc8ad2cdd74c3924792f16b768633badffc0469b1463348ef8a63c0ebecdef7024968ee2cac0e88a5fc8fae58260f2d83747f478bbb911679d6c8d3ec73fd68f8540be24136cbc0954a641b4564d871ea10df666940a7f55922f2d0c8a4ab1cc96ac46b5ce5e050a3eb7ac2925e0c78560c30d571a2a7b99ea005dda55c075a1ff3567722e8a61665e44f49dfec2a3005ad6eb0cfb3b700e1bdcdbcc302854ceef9f4e672159ec70d96f87b31a945a6d0e06c981c37d3e8a68c72f1210c2574d7e6221d5dcc4dfbf41a64c9ae8a28f217dc0de3d5322446320091726620b2924e08528e7805f674a30f46a4efb36ff4127a5af6dd21761369467620baf20f0f6a880ba844ea9cd617bc4abaf27ded2e66ca7699457f54e0a254525e7716b490a7373f6a6f66577f23f512b88757dbabea9f8ddfad1b040bc2708c2abb57501183fdd522e6f1b4044f962431633d8a5bb461d0b02bf8025fb84be702f91929e1dcd023c9154c3ccb9586401a08f432466cda74f8d7a0fca44b9f3f2f04b41157eaf681b201a2e2288dcf75ef065f5bc9739028c568836abfc93754eaaeacee30fe0e58b26ccc590d730dd115c6848e63d6144dcbfa51fac811b905dba7a2e3e94a968398a4dbbfe9bbdb19b710d13bcfc502f41ed0d2c32733ec4964c86d4c1a86b81553178e86bae2e0b80982d133e25d12d31c29ff', '2026-11-28 18:17:22.902091+00');

INSERT INTO public.flyway_schema_history VALUES
	(1, '1', 'merchant', 'SQL', 'V1__merchant.sql', 1727622778, 'naru', '2026-11-28 18:17:18.080427', 107, true),
	(2, '2', 'channel', 'SQL', 'V2__channel.sql', -1568855930, 'naru', '2026-11-28 18:17:18.261569', 61, true),
	(3, '3', 'payment', 'SQL', 'V3__payment.sql', 894093440, 'naru', '2026-11-28 18:17:18.38557', 206, true),
	(4, '4', 'checkout', 'SQL', 'V4__checkout.sql', -929371370, 'naru', '2026-11-28 18:17:18.66997', 59, true),
	(5, '5', 'webhook', 'SQL', 'V5__webhook.sql', -2129876797, 'naru', '2026-11-28 18:17:18.799736', 50, true),
	(6, '6', 'single use proof', 'SQL', 'V6__single_use_proof.sql', 140178767, 'naru', '2026-11-28 18:17:18.902559', 9, true),
	(7, '7', 'checkout memo', 'SQL', 'V7__checkout_memo.sql', 1217896223, 'naru', '2026-11-28 18:17:18.960756', 55, true),
	(8, '8', 'accounts and keys', 'SQL', 'V8__accounts_and_keys.sql', 1822073778, 'naru', '2026-11-28 18:17:19.061878', 37, true),
	(9, '9', 'subscriptions', 'SQL', 'V9__subscriptions.sql', 667375672, 'naru', '2026-11-28 18:17:19.158163', 120, true),
	(10, '10', 'accounts past their deadline', 'SQL', 'V10__accounts_past_their_deadline.sql', 74540843, 'naru', '2026-11-28 18:17:19.302947', 26, true),
	(11, '11', 'neutral names', 'SQL', 'V11__neutral_names.sql', 530873349, 'naru', '2026-11-28 18:17:19.378468', 61, true),
	(12, '12', 'open windows', 'SQL', 'V12__open_windows.sql', 1718274845, 'naru', '2026-11-28 18:17:19.510636', 8, true),
	(13, '20', 'merchant in every index', 'SQL', 'V20__merchant_in_every_index.sql', 198606187, 'naru', '2026-11-28 18:17:19.530122', 53, true),
	(14, '30', 'due work', 'SQL', 'V30__due_work.sql', 7876275, 'naru', '2026-11-28 18:17:19.633604', 106, true);

INSERT INTO public.journal VALUES
	(7532507950836457037, 'imps_006720613709', '01a22360-8204-7000-9737-7d47f9aae49e', '2026-11-28 18:17:37.023516+00', 'claimed', '01a22360-81ff-7000-bbb8-6cf87f91d559'),
	(7532507950836457037, 'imps_006720613709', '01a22360-82bb-7000-9ef4-2d6efe9aa3d6', '2026-11-28 18:17:37.2075+00', 'paid', 'INIAPICARDINIBillTst20261129031737000001'),
	(7532507950836457037, 'imps_003073377724', '01a22360-846d-7000-93e8-048dd4b21935', '2026-11-28 18:17:37.645067+00', 'claimed', '01a22360-846d-7000-8212-a27980d74a98'),
	(7532507950836457037, 'imps_003073377724', '01a22360-849d-7000-8b25-24f6164ec3e0', '2026-11-28 18:17:37.692889+00', 'paid', 'INIAPICARDINIBillTst20261129031737000002'),
	(7532507950836457037, 'imps_003073377724', '01a22360-8587-7000-9cb0-4272908e8168', '2026-11-28 18:17:37.926835+00', 'cancel_claimed', '01a22360-855e-7000-a478-6c5909a1b172'),
	(7532507950836457037, 'imps_003073377724', '01a22360-85f7-7000-9de8-d4aac57c0a59', '2026-11-28 18:17:38.038975+00', 'cancelled', 'cancellation_01a22360-85f5-7000-bce0-d8dfb03e92b2 4000'),
	(7532507950836457037, 'imps_004872554370', '01a22360-8620-7000-9add-900354e4b58c', '2026-11-28 18:17:38.080096+00', 'claimed', '01a22360-8620-7000-b077-75f53cda0b48'),
	(7532507950836457037, 'imps_004872554370', '01a22360-8688-7000-820e-c2d338d87f83', '2026-11-28 18:17:38.18323+00', 'paid', 'INIAPICARDINIBillTst20261129031738000004'),
	(7532507950836457037, 'imps_004872554370', '01a22360-8746-7000-b615-1f8a13374582', '2026-11-28 18:17:38.374147+00', 'cancel_claimed', '01a22360-873e-7000-9ad4-bac885b9e107'),
	(7532507950836457037, 'imps_004872554370', '01a22360-8760-7000-ae7c-a215a78017b1', '2026-11-28 18:17:38.400482+00', 'cancelled', 'cancellation_01a22360-8760-7000-ae30-d4b7553de134 7000'),
	(7532507950836457037, 'imps_007914318847', '01a22360-877c-7000-a283-226961811c36', '2026-11-28 18:17:38.427943+00', 'claimed', '01a22360-877b-7000-a25d-b783c1e1f339'),
	(7532507950836457037, 'imps_007914318847', '01a22360-8790-7000-8b6c-8d714cd6c45c', '2026-11-28 18:17:38.448875+00', 'failed', 'declined 120001'),
	(7532507950836457037, 'imps_004285198481', '01a22360-8800-7000-896c-95f8024dc478', '2026-11-28 18:17:38.560424+00', 'claimed', '01a22360-8800-7000-b166-f049dcad6ec8'),
	(7532507950836457037, 'imps_004285198481', '01a22360-881b-7000-a058-f86c72c230d8', '2026-11-28 18:17:38.587365+00', 'paid', 'INIAPICARDINIBillTst20261129031738000007'),
	(7532507950836457037, 'imps_009919767186', '01a22360-88a0-7000-9cbc-2fa84e6eb3c5', '2026-11-28 18:17:38.720543+00', 'claimed', '01a22360-88a0-7000-83ca-d3f9634aaa76'),
	(7532507950836457037, 'imps_009919767186', '01a22360-88d4-7000-b997-ed4f088fb70b', '2026-11-28 18:17:38.770622+00', 'paid', 'INIAPICARDINIBillTst20261129031738000008'),
	(7532507950836457037, 'imps_009917114618', '01a22360-bac2-7000-ab6f-376c3587f9fa', '2026-11-28 18:17:51.554639+00', 'claimed', '01a22360-bac2-7000-b087-944dbc056e35');

INSERT INTO public.key_issue VALUES
	(7532507950836457037, 'keys_008555612211', 'old-customer', 5216972688788528989, '2026-11-28 18:17:38.485272+00', 'key_issued', '2026-11-28 18:17:38.524977+00');

INSERT INTO public.merchant VALUES
	(7532507950836457037, 'imp00000000', '나루터 상점', 'naru_demo_key', '\x23d3f8e79ab595ce7f7015e474242ca59f40305899c74673c8e014045f01d3c1', '{"webhook.url": "http://localhost:8170/webhook", "sdk.allowed_origins": "loopback", "webhook.allow_private_targets": "true"}', '2026-11-28 18:17:22.731795+00');

INSERT INTO public.number_block VALUES
	('00', 1000, '\xece63fd22333afede422144598f0f7cff1a4142c1d22e3d2653d2108b4c3be1e');

INSERT INTO public.payment VALUES
	(7532507950836457037, 'imps_006720613709', 'old-paid', 'PAID', true, 5216972688788528989, 'html5_inicis', 'INIBillTst', true, false, 'card', 'api', NULL, 'INIAPICARDINIBillTst20261129031737000001', '85768324', '{"code": "366", "name": "신한카드", "type": null, "quotaMonths": 0, "maskedNumber": "123412*********4"}', 'before the upgrade', 10000, 'KRW', NULL, NULL, 0, NULL, '\x01958e74c745f5d7c336281d4f6cd3908d846450770a1baa95edbfda9fbf31f575988c1e599ca867dae852cf7a08c48c8d6ea1aaa934db412c12241462b9f2037a04d375f2cd0d0d39cfbfd5b2fa51f0d2006da55a1e6dc1c5dc98d265a1b56b0939c23bb98b9a1c856ef6c6627f8a79ecf3cd54', NULL, 'curl/7.88.1', '[]', NULL, '2026-11-28 18:17:37.023516+00', '2026-11-28 18:17:37+00', NULL, NULL, '2026-11-28 18:17:37.2075+00', NULL, NULL, NULL, 'http://localhost:8190/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=INIAPICARDINIBillTst20261129031737000001&noMethod=1', NULL, NULL, NULL, NULL, NULL, true, false, NULL),
	(7532507950836457037, 'imps_009919767186', 'old-unknown', 'PAID', true, 5216972688788528989, 'html5_inicis', 'INIBillTst', true, false, 'card', 'api', NULL, 'INIAPICARDINIBillTst20261129031738000008', '40753546', NULL, 'old-unknown', 6000, 'KRW', NULL, NULL, 0, NULL, '\x01958e74c7661de3e1fec158e4b6cc5b17e98b18d9d57e993ad8dbdbee8afeb8bc6c114dc03cd4369b8de760d18fbef48456a50934546db7f3202b0e2a0a8f454fd28eb0f832f29cca2f31d51612e50722f223729ba3573389d1759eb4ae7caa4c68', NULL, 'curl/7.88.1', '[]', NULL, '2026-11-28 18:17:38.720543+00', '2026-11-28 18:17:38+00', NULL, NULL, '2026-11-28 18:17:38.770622+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, false, NULL),
	(7532507950836457037, 'imps_003073377724', 'old-part', 'CANCELLED', true, 5216972688788528989, 'html5_inicis', 'INIBillTst', true, false, 'card', 'api', NULL, 'INIAPICARDINIBillTst20261129031737000002', '41975926', '{"code": "366", "name": "신한카드", "type": null, "quotaMonths": 0, "maskedNumber": "123412*********4"}', 'partly', 9000, 'KRW', NULL, NULL, 4000, NULL, '\x01958e74c7ff24bb5dcc3c857fafbd99eb113ef1a6ec75a7acfb6df2c2ee12275df0a08d4790f12560a172a158abc3725abc67d5a65b56db0b221970d0cf9f2e33da8771950322110bd81c102e7e8c28b89aa3b46d62dd842fa51466178af9298913', NULL, 'curl/7.88.1', '[]', NULL, '2026-11-28 18:17:37.645067+00', '2026-11-28 18:17:37+00', NULL, '2026-11-28 18:17:38+00', '2026-11-28 18:17:38.038975+00', NULL, NULL, 'a part', 'http://localhost:8190/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=INIAPICARDINIBillTst20261129031737000002&noMethod=1', NULL, NULL, NULL, NULL, NULL, true, false, NULL),
	(7532507950836457037, 'imps_009917114618', 'old-open', 'APPROVING', true, 5216972688788528989, 'html5_inicis', 'INIBillTst', true, false, 'card', 'api', NULL, NULL, '', NULL, 'old-open', 6500, 'KRW', NULL, NULL, 0, NULL, '\x01958e74c7f68f0e4770f050244c2a95b88c73e3df9569e7742d9e03128a1edd8ac5220ce1e1b7ddd1af3e80aae4510f640e8a35dbcd030f66a7fde20c443764742de5809c7e34ae147fb7a0b63784a23e93e76289760b2fbfcdfc7eb07bb238bc85', NULL, 'curl/7.88.1', '[]', NULL, '2026-11-28 18:17:51.554639+00', NULL, NULL, NULL, '2026-11-28 18:17:51.554639+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, false, NULL),
	(7532507950836457037, 'imps_004872554370', 'old-whole', 'CANCELLED', true, 5216972688788528989, 'html5_inicis', 'INIBillTst', true, false, 'card', 'api', NULL, 'INIAPICARDINIBillTst20261129031738000004', '17514350', '{"code": "366", "name": "신한카드", "type": null, "quotaMonths": 0, "maskedNumber": "123412*********4"}', 'wholly', 7000, 'KRW', NULL, NULL, 7000, NULL, '\x01958e74c76270b7ad92d321f34a267d0e66c608e195c952ec9f2a0f8c875561388575f7fa12c63f3ed9d53a9899c40030c048bb5ef20bdfc399b6c0ad25b672bda8af7dc8826d5e5bd87886e610004c002a2ff8b93df600e06c35c66516e26917f1', NULL, 'curl/7.88.1', '[]', NULL, '2026-11-28 18:17:38.080096+00', '2026-11-28 18:17:38+00', NULL, '2026-11-28 18:17:38+00', '2026-11-28 18:17:38.400482+00', NULL, NULL, 'all of it', 'http://localhost:8190/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=INIAPICARDINIBillTst20261129031738000004&noMethod=1', NULL, NULL, NULL, NULL, NULL, true, false, NULL),
	(7532507950836457037, 'imps_007914318847', 'old-refused', 'FAILED', false, 5216972688788528989, 'html5_inicis', 'INIBillTst', true, false, 'card', 'api', NULL, NULL, '', NULL, 'old-refused', 5000, 'KRW', NULL, NULL, 0, NULL, '\x01958e74c7e9738b1f54ceeb33a50ee8fe16a263bc32f1b83be42af780f2967fe425fdeeb6ccfcf09531065eefe95ea8c4bde309e3ff3c6ada7a451a782d06283977ad190ad9b63474f17f774eae1280b4c32a1e2603a89cec0287506322a745c0e9', NULL, 'curl/7.88.1', '[]', NULL, '2026-11-28 18:17:38.427943+00', NULL, '2026-11-28 18:17:38.448875+00', NULL, '2026-11-28 18:17:38.448875+00', '120001', '승인실패|거래제한(정지)카드', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, false, NULL),
	(7532507950836457037, 'imps_004285198481', 'old-again', 'PAID', true, 5216972688788528989, 'html5_inicis', 'INIBillTst', true, false, 'card', 'api', NULL, 'INIAPICARDINIBillTst20261129031738000007', '19498748', '{"code": "366", "name": "신한카드", "type": null, "quotaMonths": 0, "maskedNumber": "123412*********4"}', 'by key', 3000, 'KRW', NULL, NULL, 0, NULL, '\x01958e74c794a97de892dd37d16f9db68e66f42c4042e11c5df80ccbbda84c778ea729accba122da6f5bf2219a58396299b6e21f5ae5d71c27d92d2b23f6a8c284f7d4a74032faa477bde59bf40145b5494871684656d6aa1927f6e7e19b5339cee7', NULL, 'curl/7.88.1', '[]', NULL, '2026-11-28 18:17:38.560424+00', '2026-11-28 18:17:38+00', NULL, NULL, '2026-11-28 18:17:38.587365+00', NULL, NULL, NULL, 'http://localhost:8190/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=INIAPICARDINIBillTst20261129031738000007&noMethod=1', 'old-customer', NULL, NULL, NULL, 'payment', true, false, NULL);

INSERT INTO public.payment_cancel VALUES
	(7532507950836457037, 'imps_003073377724', 'cancellation_01a22360-85f5-7000-bce0-d8dfb03e92b2', 'INIAPICARDINIBillTst20261129031738000003', 4000, 'a part', NULL, '2026-11-28 18:17:38+00'),
	(7532507950836457037, 'imps_004872554370', 'cancellation_01a22360-8760-7000-ae30-d4b7553de134', 'INIAPICARDINIBillTst20261129031738000004', 7000, 'all of it', NULL, '2026-11-28 18:17:38+00');

INSERT INTO public.schedule OVERRIDING SYSTEM VALUE VALUES
	(7532507950836457037, 'old-customer', 'old-later', 'scheduled', 5216972688788528989, 'card', '2026-12-01 18:17:38+00', 2500, 'KRW', 'later', NULL, NULL, 0, '\x01958e74c7a7a84a4b03b8c95781a00c362ecb28c1cc33c461da33359e310b4834d984b4cf1a516f028d07599585906bbb7da6388c4156d0305a147ad46b11b3b8a6e627bf6fb23ecd0371517f45bc77df1439f37483a1280f10d565d38bf6df2f26', 'e2a8c202-dd7e-45b9-bd79-a0939a6b5a8f', NULL, '[]', NULL, '2026-11-28 18:17:38.63222+00', NULL, NULL, NULL, NULL, '2026-12-01 18:17:38+00', '01a22360-8844-7000-8edb-2fe53c823b14');

INSERT INTO public.webhook_delivery OVERRIDING SYSTEM VALUE VALUES
	(7532507950836457037, '01a22360-82b7-7000-b0cc-b954e2ebb84d', '2026-11-28 18:17:37.283869+00', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_006720613709","merchant_uid":"old-paid","status":"paid","cancellation_id":null}', 404, NULL, 54, 'auto', 'no such order', '01a22360-8343-7000-9bc7-22d252312f20'),
	(7532507950836457037, '01a22360-849c-7000-a43e-ecf762a84ff3', '2026-11-28 18:17:37.707925+00', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_003073377724","merchant_uid":"old-part","status":"paid","cancellation_id":null}', 404, NULL, 5, 'auto', 'no such order', '01a22360-84b2-7000-91a2-c833553640ec'),
	(7532507950836457037, '01a22360-8687-7000-8b20-17ae05ca5fc4', '2026-11-28 18:17:38.209926+00', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_004872554370","merchant_uid":"old-whole","status":"paid","cancellation_id":null}', 404, NULL, 3, 'auto', 'no such order', '01a22360-86a6-7000-b1f2-41cb8f6df86a'),
	(7532507950836457037, '01a22360-881b-7000-adf2-819ed6e0e534', '2026-11-28 18:17:38.609928+00', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_004285198481","merchant_uid":"old-again","status":"paid","cancellation_id":null}', 404, NULL, 6, 'auto', 'no such order', '01a22360-8838-7000-9fcf-6ed642949253'),
	(7532507950836457037, '01a22360-88d2-7000-a172-70729e802927', '2026-11-28 18:17:38.807221+00', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_009919767186","merchant_uid":"old-unknown","status":"paid","cancellation_id":null}', 404, NULL, 5, 'auto', 'no such order', '01a22360-88fd-7000-a218-41a2a923bfc2');

INSERT INTO public.webhook_task OVERRIDING SYSTEM VALUE VALUES
	(7532507950836457037, '01a22360-82b7-7000-b0cc-b954e2ebb84d', 'imps_006720613709', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_006720613709","merchant_uid":"old-paid","status":"paid","cancellation_id":null}', 'dead', 1, false, '2026-11-28 18:17:37.342354+00', NULL, NULL, '2026-11-28 18:17:37.207006+00', NULL, 1),
	(7532507950836457037, '01a22360-849c-7000-a43e-ecf762a84ff3', 'imps_003073377724', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_003073377724","merchant_uid":"old-part","status":"paid","cancellation_id":null}', 'dead', 1, false, '2026-11-28 18:17:37.713454+00', NULL, NULL, '2026-11-28 18:17:37.692794+00', NULL, 1),
	(7532507950836457037, '01a22360-85f6-7000-83a5-0541e2fde9c6', 'imps_003073377724', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_003073377724","merchant_uid":"old-part","status":"cancelled","cancellation_id":"cancellation_01a22360-85f5-7000-bce0-d8dfb03e92b2"}', 'not_sent', 0, false, '2026-11-28 18:17:38.038868+00', NULL, NULL, '2026-11-28 18:17:38.038868+00', NULL, 2),
	(7532507950836457037, '01a22360-8687-7000-8b20-17ae05ca5fc4', 'imps_004872554370', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_004872554370","merchant_uid":"old-whole","status":"paid","cancellation_id":null}', 'dead', 1, false, '2026-11-28 18:17:38.214074+00', NULL, NULL, '2026-11-28 18:17:38.183118+00', NULL, 1),
	(7532507950836457037, '01a22360-8760-7000-a014-a83de55d11c2', 'imps_004872554370', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_004872554370","merchant_uid":"old-whole","status":"cancelled","cancellation_id":"cancellation_01a22360-8760-7000-ae30-d4b7553de134"}', 'not_sent', 0, false, '2026-11-28 18:17:38.400426+00', NULL, NULL, '2026-11-28 18:17:38.400426+00', NULL, 2),
	(7532507950836457037, '01a22360-881b-7000-adf2-819ed6e0e534', 'imps_004285198481', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_004285198481","merchant_uid":"old-again","status":"paid","cancellation_id":null}', 'dead', 1, false, '2026-11-28 18:17:38.616703+00', NULL, NULL, '2026-11-28 18:17:38.587275+00', NULL, 1),
	(7532507950836457037, '01a22360-88d2-7000-a172-70729e802927', 'imps_009919767186', 'http://localhost:8170/webhook', 'application/json', '{"imp_uid":"imps_009919767186","merchant_uid":"old-unknown","status":"paid","cancellation_id":null}', 'dead', 1, false, '2026-11-28 18:17:38.813891+00', NULL, NULL, '2026-11-28 18:17:38.770534+00', NULL, 1);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (merchant_id);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE ONLY public.billing_key
    ADD CONSTRAINT billing_key_pkey PRIMARY KEY (merchant_id, customer_key);

ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_channel_key_key UNIQUE (channel_key);

ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_merchant_id_provider_mid_key UNIQUE (merchant_id, provider, mid);

ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE ONLY public.checkout_session
    ADD CONSTRAINT checkout_session_pkey PRIMARY KEY (merchant_id, token_hash);

ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (merchant_id, payment_number, id);

ALTER TABLE ONLY public.key_issue
    ADD CONSTRAINT key_issue_pkey PRIMARY KEY (merchant_id, pg_order_number);

ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT merchant_api_key_key UNIQUE (api_key);

ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT merchant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT merchant_user_code_key UNIQUE (user_code);

ALTER TABLE ONLY public.number_block
    ADD CONSTRAINT number_block_pkey PRIMARY KEY (cell);

ALTER TABLE ONLY public.payment_cancel
    ADD CONSTRAINT payment_cancel_pkey PRIMARY KEY (merchant_id, payment_number, cancellation_id);

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (merchant_id, payment_number);

ALTER TABLE ONLY public.prepared_amount
    ADD CONSTRAINT prepared_amount_pkey PRIMARY KEY (merchant_id, order_number);

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (merchant_id, task_id, id);

ALTER TABLE ONLY public.webhook_task
    ADD CONSTRAINT webhook_task_pkey PRIMARY KEY (merchant_id, id);

CREATE INDEX attempt_due ON public.attempt USING btree (due_at, merchant_id) WHERE (due_at < 'infinity'::timestamp with time zone);

CREATE INDEX attempt_due_of_merchant ON public.attempt USING btree (merchant_id, due_at) WHERE (due_at < 'infinity'::timestamp with time zone);

CREATE UNIQUE INDEX attempt_single_use ON public.attempt USING btree (merchant_id, single_use) WHERE (single_use IS NOT NULL);

CREATE UNIQUE INDEX channel_default ON public.channel USING btree (merchant_id) WHERE is_default;

CREATE INDEX checkout_session_created_at ON public.checkout_session USING btree (created_at);

CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);

CREATE INDEX payment_by_key ON public.payment USING btree (merchant_id, customer_key, started_at) WHERE (customer_key IS NOT NULL);

CREATE INDEX payment_by_number ON public.payment USING btree (payment_number);

CREATE INDEX payment_by_order ON public.payment USING btree (merchant_id, order_number, started_at);

CREATE UNIQUE INDEX payment_holds_order ON public.payment USING btree (merchant_id, order_number) WHERE holds_order;

CREATE UNIQUE INDEX payment_key_slot ON public.payment USING btree (merchant_id, customer_key, key_slot) WHERE (key_slot IS NOT NULL);

CREATE INDEX payment_open_window ON public.payment USING btree (started_at, merchant_id) WHERE ((state = 'READY'::text) AND (started_at < 'infinity'::timestamp with time zone));

CREATE INDEX payment_past_deadline ON public.payment USING btree (merchant_id, ((account ->> 'due'::text))) WHERE ((state = 'AWAITING_DEPOSIT'::text) AND ((account ->> 'due'::text) < '9999'::text));

CREATE INDEX schedule_by_time ON public.schedule USING btree (merchant_id, schedule_at);

CREATE INDEX schedule_due ON public.schedule USING btree (due_at, merchant_id, channel_id) WHERE (due_at < 'infinity'::timestamp with time zone);

CREATE INDEX schedule_due_of_channel ON public.schedule USING btree (merchant_id, channel_id, due_at) WHERE (due_at < 'infinity'::timestamp with time zone);

CREATE INDEX schedule_of_customer ON public.schedule USING btree (merchant_id, customer_key, schedule_at);

CREATE INDEX schedule_of_order ON public.schedule USING btree (merchant_id, order_number, id);

CREATE UNIQUE INDEX schedule_pending ON public.schedule USING btree (merchant_id, order_number) WHERE (status = 'scheduled'::text);

CREATE INDEX webhook_task_due ON public.webhook_task USING btree (merchant_id, due_at, id) WHERE (state = 'pending'::text);

CREATE INDEX webhook_task_line ON public.webhook_task USING btree (merchant_id, payment_number, no) WHERE (state = 'pending'::text);

CREATE INDEX webhook_task_of_payment ON public.webhook_task USING btree (merchant_id, payment_number, no);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES public.merchant(id);

