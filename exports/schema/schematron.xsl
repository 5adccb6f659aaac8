<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns a Schematron schema (ISO/IEC 19757-3) with the query binding xslt2 into a stylesheet that gives a list of
     faults, each with the path of its node. Covered is what dateline-tei.sch uses: ns, pattern, rule, let, assert,
     report, value-of, and keys and functions of XSLT. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:out="urn:dateline:out"
                exclude-result-prefixes="sch">
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:template match="sch:schema">
    <out:stylesheet version="3.0">
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <xsl:copy-of select="xsl:*"/>
      <out:template match="/">
        <faults>
          <xsl:for-each select="sch:pattern">
            <out:apply-templates select="//*" mode="{@id}"/>
          </xsl:for-each>
        </faults>
      </out:template>
      <xsl:apply-templates select="sch:pattern"/>
    </out:stylesheet>
  </xsl:template>

  <xsl:template match="sch:pattern">
    <out:template match="*" mode="{@id}" priority="0"/>
    <xsl:apply-templates select="sch:rule"/>
  </xsl:template>

  <!-- Of a pattern's rules the first that fits a node is applied to it. -->
  <xsl:template match="sch:rule">
    <out:template match="{@context}" mode="{../@id}" priority="{last() - position() + 1}">
      <xsl:apply-templates select="sch:*"/>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:let">
    <out:variable name="{@name}" select="{@value}"/>
  </xsl:template>

  <xsl:template match="sch:assert">
    <out:if test="not({@test})">
      <xsl:call-template name="fault"/>
    </out:if>
  </xsl:template>

  <xsl:template match="sch:report">
    <out:if test="{@test}">
      <xsl:call-template name="fault"/>
    </out:if>
  </xsl:template>

  <xsl:template name="fault">
    <fault>
      <out:attribute name="path" select="path(.)"/>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::sch:value-of">
            <out:value-of select="{@select}"/>
          </xsl:when>
          <xsl:otherwise>
            <out:text><xsl:value-of select="replace(., '\s+', ' ')"/></out:text>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </fault>
  </xsl:template>
</xsl:stylesheet>
