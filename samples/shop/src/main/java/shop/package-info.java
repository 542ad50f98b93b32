/** A small real web service that Greenlight delivers in its demo and in its tests. */
package shop;
