package io.wideip.config.standing;

import io.wideip.config.Vip;

/**
 * What a target judges.
 *
 * @param isApplication whether that is what runs behind the VIP, and not the VIP itself
 */
public record JudgedPlace(Vip vip, boolean isApplication) {}
