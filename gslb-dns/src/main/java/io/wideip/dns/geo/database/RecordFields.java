package io.wideip.dns.geo.database;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that are known of any layout, of whatever type they are. The vendor's reader decodes these and passes over
 * all others, of which a record of a city has most; for that, this has to be public.
 */
public record RecordFields(
        @MaxMindDbParameter(name = "continent") @Nullable Object continent,

        @MaxMindDbParameter(name = "continent_code") @Nullable
        Object continentCode,

        @MaxMindDbParameter(name = "country") @Nullable Object country,
        @MaxMindDbParameter(name = "country_code") @Nullable Object countryCode,

        @MaxMindDbParameter(name = "registered_country") @Nullable
        Object registeredCountry,

        @MaxMindDbParameter(name = "subdivisions") @Nullable Object subdivisions,

        @MaxMindDbParameter(name = "autonomous_system_number") @Nullable
        Object asn,

        @MaxMindDbParameter(name = "location") @Nullable Object location,
        @MaxMindDbParameter(name = "latitude") @Nullable Object latitude,
        @MaxMindDbParameter(name = "longitude") @Nullable Object longitude) {
    @MaxMindDbConstructor
    public RecordFields {}
}
