package com.torrust.operator.container;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;

/**
 * A program of its own, run by {@code java} inside the container's network: sends standard input as
 * one datagram and writes the answer's bytes to standard output. Arguments: address, port, source
 * port, limit in milliseconds.
 */
final class UdpExchange {

  private static final int NO_ANSWER = 3;

  private UdpExchange() {}

  public static void main(String[] arguments) throws IOException {
    byte[] request = System.in.readAllBytes();
    try (DatagramSocket socket = new DatagramSocket(Integer.parseInt(arguments[2]))) {
      socket.connect(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])));
      socket.setSoTimeout(Integer.parseInt(arguments[3]));
      socket.send(new DatagramPacket(request, request.length));
      DatagramPacket answer = new DatagramPacket(new byte[65535], 65535);
      socket.receive(answer);
      System.out.write(answer.getData(), 0, answer.getLength());
      System.out.flush();
    } catch (SocketTimeoutException | PortUnreachableException e) {
      System.err.println("no answer: " + e.getMessage());
      System.exit(NO_ANSWER);
    }
  }
}
