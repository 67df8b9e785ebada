/** The ports on AWS's services; on one machine the same classes speak to an endpoint that stands in for AWS. */
@NullMarked
package dev.homing.adapter.aws;

import org.jspecify.annotations.NullMarked;
