package io.wideip.config;

import java.util.List;

/** An ordered list of members with a policy of its own. */
public record Pool(String name, PolicyOptions policy, List<Member> members) {}
