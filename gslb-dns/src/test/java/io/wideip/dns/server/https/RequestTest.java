package io.wideip.dns.server.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8484 section 4.1. */
final class RequestTest {
    private static final String PATH = "/dns-query";
    private static final byte[] MESSAGE = {0, 0, 1, 0, (byte) 0xfb, (byte) 0xff};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?dns=AAABAPv_",
                "?a=b&dns=AAABAPv_",
                "?dns=AAABAPv_&ct=application/dns-message",
                "?&dns=AAABAPv_&"
            })
    void getHasTheMessageInTheUri(String parameters) {
        assertThat(read("GET", PATH + parameters)).isInstanceOfSatisfying(Request.Get.class, get -> {
            assertThat(get.message()).isEqualTo(MESSAGE);
            assertThat(get.wantsBody()).isTrue();
        });
    }

    @Test
    void headIsAGetWithoutTheBody() {
        assertThat(read("HEAD", PATH + "?dns=AAABAPv_")).isInstanceOfSatisfying(Request.Get.class, get -> {
            assertThat(get.message()).isEqualTo(MESSAGE);
            assertThat(get.wantsBody()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /,                                OTHER_PATH",
        "GET,  '',                               OTHER_PATH",
        "GET,  *,                                OTHER_PATH",
        "GET,  /dns-query/?dns=AAABAPv_,         OTHER_PATH",
        "GET,  /DNS-query?dns=AAABAPv_,          OTHER_PATH",
        "GET,  /dns-querys?dns=AAABAPv_,         OTHER_PATH",
        "GET,  https://x/dns-query?dns=AAABAPv_, OTHER_PATH",
        "POST, /other,                           OTHER_PATH",
        "GET,  /dns-query,                       NO_PARAMETER",
        "GET,  /dns-query?,                      NO_PARAMETER",
        "GET,  /dns-query?dns,                   NO_PARAMETER",
        "GET,  /dns-query?DNS=AAABAPv_,          NO_PARAMETER",
        "GET,  /dns-query?xdns=AAABAPv_,         NO_PARAMETER",
        "GET,  /dns-query?dns=AAAB&dns=AAAB,     NO_PARAMETER",
        "GET,  /dns-query?dns=AAABAPv/,          NOT_BASE64URL",
        "GET,  /dns-query?dns=AAABAPv+,          NOT_BASE64URL",
        "GET,  /dns-query?dns=AAABAA==,          NOT_BASE64URL",
        "GET,  /dns-query?dns=AAABA,             NOT_BASE64URL",
        "GET,  /dns-query?dns=AAAB%41,           NOT_BASE64URL",
        "GET,  '/dns-query?dns=AAAB AAAB',       NOT_BASE64URL",
        "GET,  /dns-query?dns=AAABé,             NOT_BASE64URL",
        "HEAD, /dns-query?dns=*,                 NOT_BASE64URL",
        "PUT,  /dns-query,                       OTHER_METHOD",
        "get,  /dns-query?dns=AAABAPv_,          OTHER_METHOD",
        "OPTIONS, /dns-query,                    OTHER_METHOD",
        "POST, /dns-query,                       OTHER_TYPE",
    })
    void whatIsRefused(String method, String uri, HttpRefusal refusal) {
        assertThat(read(method, uri)).isEqualTo(new Request.Refused(refusal));
    }

    @Test
    void aHeadWithoutPseudoHeadersIsRefused() {
        assertThat(Request.read(new DefaultHttp2Headers(false), PATH))
                .isEqualTo(new Request.Refused(HttpRefusal.OTHER_PATH));
        assertThat(Request.read(new DefaultHttp2Headers(false).path(PATH), PATH))
                .isEqualTo(new Request.Refused(HttpRefusal.OTHER_METHOD));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "application/dns-message,                none,  POST",
                "APPLICATION/DNS-Message,                none,  POST",
                "application/dns-message;charset=x,      40,    POST",
                "'application/dns-message ; a=b',        65535, POST",
                "application/dns-message,                65536, TOO_LARGE",
                "application/dns-message,                99999999999999999999, TOO_LARGE",
                "application/dns-message,                x,     TOO_LARGE",
                "none,                                   40,    OTHER_TYPE",
                "application/dns-json,                   40,    OTHER_TYPE",
                "application/dns-messages,               40,    OTHER_TYPE",
                "'',                                     40,    OTHER_TYPE",
            })
    void aPostNamesItsType(String type, String length, String expected) {
        Http2Headers head = new DefaultHttp2Headers(false).method("POST").path(PATH);
        if (type != null) {
            head.add(HttpHeaderNames.CONTENT_TYPE, type);
        }
        if (length != null) {
            head.add(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        Request request = Request.read(head, PATH);
        if (expected.equals("POST")) {
            assertThat(request).isEqualTo(new Request.Post());
        } else {
            assertThat(request).isEqualTo(new Request.Refused(HttpRefusal.valueOf(expected)));
        }
    }

    private static Request read(String method, String uri) {
        return Request.read(new DefaultHttp2Headers(false).method(method).path(uri), PATH);
    }
}
